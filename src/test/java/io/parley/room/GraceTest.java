package io.parley.room;

import static io.parley.room.RoomFixture.BATCH;
import static io.parley.room.RoomFixture.GRACE;
import static io.parley.room.RoomFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.log.LogUnavailableException;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is dropped may come back as if nothing had been: the protocol document, section 5, point 5. */
class GraceTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final RoomFixture fixture = new RoomFixture();
    private final TestMember ann = fixture.joins("ann");
    private final TestMember bob = fixture.joins("bob");
    private int waiting;

    @BeforeEach
    void forgetTheBeginning() {
        fixture.time.pass(BATCH);
        ann.takeReceived();
        fixture.takeHeard();
        waiting = fixture.time.waiting();
    }

    @Test
    void who_was_dropped_counts_as_present_until_the_grace_is_over() {
        fixture.drops(bob);
        fixture.time.pass(GRACE.minus(MOMENT));
        assertThat(fixture.users()).containsExactly("ann", "bob");
        assertThat(fixture.rooms.find(LOBBY).map(Room::members)).contains(2);
        assertThat(ann.received()).isEmpty();
        assertThat(fixture.heard).isEmpty();

        fixture.time.pass(MOMENT);
        assertThat(fixture.users()).containsExactly("ann");
        assertThat(fixture.heard).containsExactly("left bob");
        fixture.time.pass(BATCH);
        assertThat(ann.received()).containsExactly("presence +[] -[bob] =1");
        assertThat(fixture.time.waiting()).isEqualTo(waiting);
    }

    @Test
    void who_comes_back_within_the_grace_makes_no_noise_and_leaves_nothing_in_the_timer() {
        fixture.drops(bob);
        fixture.time.pass(GRACE.minus(MOMENT));
        fixture.joins(new TestMember(bob.user(), true));
        assertThat(fixture.time.waiting()).isEqualTo(waiting);

        fixture.time.pass(GRACE.multipliedBy(2));

        assertThat(ann.received()).isEmpty();
        assertThat(fixture.heard).isEmpty();
        assertThat(fixture.users()).containsExactly("ann", "bob");
    }

    @Test
    void who_comes_back_before_the_drop_is_noticed_makes_no_noise() {
        fixture.joins(new TestMember(bob.user(), true));
        fixture.drops(bob);

        fixture.time.pass(GRACE.multipliedBy(2));

        assertThat(ann.received()).isEmpty();
        assertThat(fixture.heard).isEmpty();
        assertThat(fixture.users()).containsExactly("ann", "bob");
    }

    @Test
    void each_drop_has_a_grace_of_its_own() {
        fixture.drops(bob);
        fixture.time.pass(GRACE.minus(MOMENT));
        TestMember again = fixture.joins(new TestMember(bob.user(), true));
        fixture.drops(again);

        fixture.time.pass(GRACE.minus(MOMENT));
        assertThat(fixture.users()).containsExactly("ann", "bob");
        fixture.time.pass(MOMENT);
        assertThat(fixture.users()).containsExactly("ann");
    }

    @Test
    void who_leaves_has_no_grace() {
        fixture.leaves(bob);

        assertThat(fixture.users()).containsExactly("ann");
        assertThat(fixture.heard).containsExactly("left bob");
    }

    @Test
    void of_several_connections_the_last_one_says_how_the_user_goes() {
        TestMember second = fixture.joins(new TestMember(bob.user(), true));
        fixture.drops(bob);
        fixture.leaves(second);
        assertThat(fixture.users()).as("one was dropped, the last one is done").containsExactly("ann");

        TestMember third = fixture.joins(new TestMember(bob.user(), true));
        TestMember fourth = fixture.joins(new TestMember(bob.user(), true));
        fixture.leaves(third);
        fixture.drops(fourth);
        assertThat(fixture.users()).as("one is done, the last one was dropped").containsExactly("ann", "bob");
        fixture.time.pass(GRACE);
        assertThat(fixture.users()).containsExactly("ann");
    }

    @Test
    void who_comes_back_under_another_name_has_left_under_the_old_one() {
        fixture.drops(bob);
        fixture.joins(new TestMember(new User(bob.user().key(), "bobby"), true));

        assertThat(fixture.users()).containsExactly("ann", "bobby");
        assertThat(fixture.heard).containsExactly("left bob", "joined bobby");
        fixture.time.pass(BATCH);
        assertThat(ann.received()).containsExactly("presence +[bobby] -[bob] =2");
        assertThat(fixture.time.waiting()).isEqualTo(waiting);
    }

    @Test
    void a_name_that_somebody_else_still_bears_is_told_to_be_there() {
        User other = User.principal("bob");
        TestMember namesake = fixture.joins(new TestMember(other, true));
        fixture.time.pass(BATCH);
        assertThat(ann.takeReceived()).containsExactly("presence +[bob] -[] =3");

        fixture.leaves(namesake);
        fixture.time.pass(BATCH);

        assertThat(ann.received()).containsExactly("presence +[bob] -[bob] =2");
    }

    @Test
    void without_a_grace_who_was_dropped_has_left() {
        RoomFixture strict = new RoomFixture(new PresenceSettings(BATCH, 500, Duration.ZERO));
        strict.drops(strict.joins("bob"));

        assertThat(strict.users()).isEmpty();
    }

    @Test
    void a_room_stays_while_somebody_lingers() {
        RoomFixture one = new RoomFixture(1, 500, 100);
        one.drops(one.joins("ann"));
        RoomName other = new RoomName("other");

        one.time.pass(Duration.ofSeconds(2));
        CompletionStage<Void> refused = one.rooms.join(other, TestMember.named("bob"), Entrance.unannounced());
        assertThatThrownBy(() -> refused.toCompletableFuture().join())
                .hasCauseInstanceOf(LogUnavailableException.class);

        one.time.pass(GRACE);
        one.rooms
                .join(other, TestMember.named("bob"), Entrance.unannounced())
                .toCompletableFuture()
                .join();
        assertThat(one.heard)
                .containsExactly(
                        "appeared lobby", "joined ann", "left ann", "ended lobby", "appeared other", "joined bob");
    }

    @Test
    void a_join_that_fails_within_the_grace_ends_it() {
        fixture.says(ann, "missed");
        fixture.drops(bob);
        fixture.log.fail();
        CompletionStage<Void> failed = fixture.enters(new TestMember(bob.user(), true), Optional.empty());

        assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(fixture.users()).containsExactly("ann");
    }
}
