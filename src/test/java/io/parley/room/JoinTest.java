package io.parley.room;

import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.log.LogUnavailableException;
import io.parley.log.Range;
import io.parley.protocol.Limits;
import io.parley.protocol.Position;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinTest {

    private final RoomFixture fixture = new RoomFixture();
    private final TestMember ann = fixture.joins("ann");
    private final TestMember bob = TestMember.named("bob");

    @Test
    void a_newcomer_gets_the_newest_page_oldest_first() {
        say(5);

        fixture.enters(bob, Optional.empty());

        assertThat(bob.received()).containsExactly("joined at 5 3=m 4=m 5=m");
    }

    @Test
    void a_silent_entrance_says_nothing() {
        say(1);

        fixture.rooms.join(LOBBY, bob, Entrance.unannounced());
        say(1);

        assertThat(bob.received()).containsExactly("2=m");
    }

    @Test
    void a_recovery_brings_all_that_was_missed_and_nothing_else() {
        say(5);

        fixture.enters(bob, since(2));

        assertThat(bob.received()).containsExactly("joined at 5 recovered 3=m 4=m 5=m");
    }

    @Test
    void whoever_missed_nothing_has_recovered() {
        say(2);

        fixture.enters(bob, since(2));

        assertThat(bob.received()).containsExactly("joined at 2 recovered");
    }

    @Test
    void there_is_neither_gap_nor_repetition_while_others_talk() {
        say(2);
        fixture.log.hold();
        CompletionStage<Void> entering = fixture.enters(bob, since(1));

        say(2);
        assertThat(bob.received())
                .as("nothing before it was told what it missed")
                .isEmpty();
        fixture.log.release();

        assertThat(entering.toCompletableFuture()).isCompleted();
        assertThat(bob.received()).containsExactly("joined at 2 recovered 2=m", "3=m", "4=m");
    }

    @Test
    void another_epoch_is_not_recovered() {
        say(4);

        fixture.enters(bob, Optional.of(new Position("another", 2)));

        assertThat(bob.received()).containsExactly("joined at 4 not recovered 2=m 3=m 4=m");
    }

    @Test
    void a_seq_above_the_newest_is_not_recovered() {
        say(2);

        fixture.enters(bob, since(3));

        assertThat(bob.received()).containsExactly("joined at 2 not recovered 1=m 2=m");
    }

    @Test
    void who_has_read_more_elsewhere_than_this_node_knows_has_recovered_and_gets_no_entry_twice() {
        fixture.log.beLate();
        say(3);

        fixture.enters(bob, since(2));
        assertThat(fixture.log.lastRead().map(Range::from))
                .as("higher than what a node may take for the next that it has not heard of")
                .hasValue(3L);
        say(1);
        fixture.log.catchUp();

        assertThat(bob.received()).containsExactly("joined at 2 recovered", "3=m", "4=m");
        assertThat(ann.received()).endsWith("1=m", "2=m", "3=m", "4=m");
    }

    @Test
    void who_says_again_what_it_has_read_elsewhere_gets_the_ack_alone() {
        fixture.log.beLate();
        fixture.rooms.append(LOBBY, fixture.draft(bob.user(), "m", Optional.of("key")));
        fixture.enters(bob, since(1));

        fixture.rooms.append(LOBBY, fixture.draft(bob.user(), "m", Optional.of("key")), bob, "ref");
        assertThat(bob.received()).containsExactly("joined at 1 recovered");
        fixture.log.catchUp();

        assertThat(bob.received()).containsExactly("joined at 1 recovered", "ack 1 duplicate");
    }

    @Test
    void whoever_leaves_while_it_is_looked_up_what_it_has_read_elsewhere_gets_nothing() {
        fixture.log.beLate();
        say(3);
        fixture.log.hold();
        CompletableFuture<Void> entering = fixture.enters(bob, since(2)).toCompletableFuture();

        fixture.rooms.leave(LOBBY, bob, Departure.LEFT);
        fixture.log.release();
        fixture.log.catchUp();

        assertThat(entering).isCompletedExceptionally();
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void more_than_a_thousand_missing_entries_are_not_recovered() {
        say(Limits.RECOVERY_ENTRIES + 1);

        fixture.enters(bob, since(1));
        assertThat(bob.takeReceived().get(0)).startsWith("joined at 1001 recovered 2=m");
        fixture.rooms.leave(LOBBY, bob, Departure.LEFT);
        fixture.enters(bob, since(0));

        assertThat(bob.received().get(0)).startsWith("joined at 1001 not recovered 999=m");
    }

    @Test
    void entries_that_the_log_no_longer_has_are_not_recovered() {
        RoomFixture small = new RoomFixture(10, 500, 3);
        TestMember talker = small.joins("ann");
        IntStream.range(0, 5).forEach(i -> small.says(talker, "m"));

        small.enters(bob, Optional.of(new Position(small.position().epoch(), 1)));
        assertThat(bob.takeReceived()).containsExactly("joined at 5 not recovered 3=m 4=m 5=m");

        small.rooms.leave(LOBBY, bob, Departure.LEFT);
        small.enters(bob, Optional.of(new Position(small.position().epoch(), 2)));
        assertThat(bob.received()).containsExactly("joined at 5 recovered 3=m 4=m 5=m");
    }

    @Test
    void entries_that_the_log_gave_up_for_other_rooms_are_not_recovered() {
        RoomFixture tiny = new RoomFixture(10, 500, 2000, 1);
        TestMember talker = tiny.joins("ann");
        IntStream.range(0, 3).forEach(i -> tiny.says(talker, "m"));
        assertThat(talker.received()).containsExactly("1=m", "2=m", "3=m");

        tiny.enters(bob, Optional.of(new Position(tiny.position().epoch(), 2)));
        assertThat(bob.takeReceived()).containsExactly("joined at 3 not recovered");

        tiny.rooms.leave(LOBBY, bob, Departure.LEFT);
        tiny.enters(bob, Optional.of(tiny.position()));
        assertThat(bob.received()).containsExactly("joined at 3 recovered");
    }

    @Test
    void a_join_that_is_overrun_by_new_entries_fails_and_leaves_nobody_behind() {
        fixture.log.hold();
        say(1);
        CompletableFuture<Void> entering = fixture.enters(bob, since(0)).toCompletableFuture();

        say(Limits.RECOVERY_ENTRIES + 1);
        fixture.log.release();

        assertThatThrownBy(entering::join).hasCauseInstanceOf(LogUnavailableException.class);
        assertThat(bob.received()).isEmpty();
        assertThat(fixture.rooms.find(LOBBY).orElseThrow().members()).isEqualTo(1);
    }

    @Test
    void a_silent_entrance_that_is_overrun_fails_and_leaves_nobody_behind() {
        fixture.leases.hold();
        CompletableFuture<Void> entering =
                fixture.rooms.join(LOBBY, bob, Entrance.unannounced()).toCompletableFuture();

        say(Limits.RECOVERY_ENTRIES + 1);
        fixture.leases.release();

        assertThatThrownBy(entering::join).hasCauseInstanceOf(LogUnavailableException.class);
        assertThat(bob.received()).isEmpty();
        assertThat(fixture.users()).containsExactly("ann");
        fixture.leaves(ann);
        fixture.time.pass(RoomFixture.IDLE.multipliedBy(2));
        assertThat(fixture.rooms.find(LOBBY)).as("somebody still holds it").isEmpty();
    }

    @Test
    void a_join_whose_history_cannot_be_read_fails_and_leaves_nobody_behind() {
        say(1);
        fixture.log.fail();

        CompletableFuture<Void> entering = fixture.enters(bob, since(0)).toCompletableFuture();

        assertThatThrownBy(entering::join).hasCauseInstanceOf(LogUnavailableException.class);
        say(1);
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void whoever_leaves_before_the_join_is_done_gets_nothing() {
        say(1);
        fixture.log.hold();
        CompletableFuture<Void> entering = fixture.enters(bob, since(0)).toCompletableFuture();

        fixture.rooms.leave(LOBBY, bob, Departure.LEFT);
        fixture.log.release();

        assertThat(entering).isCompletedExceptionally();
        assertThat(bob.received()).isEmpty();
    }

    private void say(int times) {
        IntStream.range(0, times).forEach(i -> fixture.says(ann, "m"));
    }

    private Optional<Position> since(long seq) {
        return Optional.of(new Position(fixture.position().epoch(), seq));
    }
}
