package io.parley.room;

import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.protocol.Position;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A log that cannot go on without a gap: its room ends, and who was in it has to come back. */
class BrokenLogTest {

    private final RoomFixture fixture = new RoomFixture();

    @Test
    void all_members_are_cut_off_once_and_the_room_has_ended() {
        TestMember ann = fixture.joins("ann");
        TestMember bob = fixture.joins("bob");
        ann.takeReceived();

        fixture.log.breakOff(LOBBY);

        assertThat(ann.received()).containsExactly("cut off");
        assertThat(bob.received()).containsExactly("cut off");
        assertThat(fixture.rooms.find(LOBBY)).isEmpty();
        assertThat(fixture.heard).contains("left ann", "left bob").endsWith("ended lobby");
        assertThat(fixture.leaseTable.size()).isZero();
    }

    @Test
    void nothing_of_the_room_reaches_them_afterwards() {
        TestMember ann = fixture.joins("ann");
        fixture.log.breakOff(LOBBY);
        ann.takeReceived();

        fixture.says(TestMember.named("bob"), "hello");
        fixture.leaves(ann);
        fixture.time.pass(RoomFixture.BATCH.multipliedBy(2));

        assertThat(ann.received()).isEmpty();
    }

    @Test
    void who_comes_back_is_in_another_life_of_the_room_and_recovers() {
        TestMember ann = fixture.joins("ann");
        fixture.says(ann, "before");
        Position at = fixture.position();
        fixture.log.beLate();
        fixture.says(ann, "not handed out");
        fixture.log.breakOff(LOBBY);
        ann.takeReceived();
        fixture.log.catchUp();

        fixture.enters(ann, Optional.of(at));
        fixture.says(ann, "after");

        assertThat(ann.received()).containsExactly("joined at 2 recovered 2=not handed out", "3=after");
        assertThat(fixture.heard).endsWith("ended lobby", "appeared lobby", "joined ann", "posted 3");
    }

    @Test
    void who_does_not_come_back_is_not_present_and_who_does_stays_so() {
        TestMember ann = fixture.joins("ann");
        fixture.drops(fixture.joins("bob"));
        fixture.log.breakOff(LOBBY);
        fixture.drops(ann);

        fixture.enters(ann, Optional.empty());
        fixture.takeHeard();
        fixture.time.pass(RoomFixture.GRACE.multipliedBy(2));

        assertThat(fixture.users()).containsExactly("ann");
        assertThat(fixture.heard).isEmpty();
    }

    @Test
    void who_is_just_joining_is_not_left_in_a_room_that_has_ended() {
        fixture.joins("ann");
        TestMember bob = TestMember.named("bob");
        fixture.log.hold();
        CompletionStage<Void> joining = fixture.enters(bob, Optional.empty());
        CompletionStage<Void> coming = fixture.rooms.join(
                LOBBY, TestMember.named("cat"), new Entrance(Optional.of("j"), Optional.of(ahead()), 3, false));

        fixture.log.breakOff(LOBBY);
        fixture.log.release();

        assertThat(coming.toCompletableFuture()).isCompletedExceptionally();
        assertThat(joining.toCompletableFuture()).isCompleted();
        assertThat(fixture.leaseTable.size()).isZero();
    }

    private Position ahead() {
        return new Position(fixture.position().epoch(), 7);
    }

    @Test
    void what_was_stored_and_not_handed_out_is_acknowledged_before() {
        TestMember ann = fixture.joins("ann");
        fixture.log.beLate();
        CompletionStage<Appended> stored = fixture.rooms.append(LOBBY, fixture.draft(ann.user(), "hello"), ann, "ref");
        assertThat(stored.toCompletableFuture()).isNotDone();

        fixture.log.breakOff(LOBBY);

        assertThat(ann.received()).containsExactly("ack 1", "cut off");
        assertThat(stored.toCompletableFuture()).isCompleted();
    }
}
