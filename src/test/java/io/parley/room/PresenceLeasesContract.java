package io.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every engine behind {@link PresenceLeases} must do. An engine's test extends this and makes its nodes; the
 * engine may complete stages and call listeners on any thread. That nothing came is shown by what came next.
 */
abstract class PresenceLeasesContract {

    /** How long a lease is good. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final RoomName LOBBY = new RoomName("lobby");
    private static final RoomName HALL = new RoomName("hall");
    private static final User ANN = User.guest("1", "ann");
    private static final User BOB = User.guest("2", "bob");
    private static final User MARK = User.guest("3", "mark");

    private final RecordingPresence here = new RecordingPresence();
    private final RecordingPresence there = new RecordingPresence();
    private PresenceLeases one;
    private PresenceLeases two;

    /** A node that shares its leases with the others of this test. */
    abstract PresenceLeases newNode();

    /** A node stops, without a word. */
    abstract void dies(PresenceLeases node);

    /** Time goes on, for all nodes. */
    abstract void passes(Duration time);

    @BeforeEach
    void makeNodes() {
        one = newNode();
        two = newNode();
        one.follow(LOBBY, here);
        two.follow(LOBBY, there);
    }

    @Test
    void who_is_held_on_one_node_is_present_on_all() {
        await(one.hold(LOBBY, ANN));
        here.hears("+ann");
        there.hears("+ann");

        await(one.giveUp(LOBBY, ANN.key()));
        here.hears("-ann");
        there.hears("-ann");
    }

    @Test
    void who_follows_is_first_told_who_is_present() {
        await(one.hold(LOBBY, ANN));
        await(one.hold(LOBBY, BOB));
        RecordingPresence late = new RecordingPresence();

        two.follow(LOBBY, late);

        late.hearsInAnyOrder("+ann", "+bob");
    }

    @Test
    void to_hold_twice_or_to_give_up_what_is_not_held_is_nothing() {
        await(one.hold(LOBBY, ANN));
        await(one.hold(LOBBY, ANN));
        await(two.giveUp(LOBBY, ANN.key()));
        await(one.giveUp(LOBBY, BOB.key()));
        await(one.hold(LOBBY, MARK));

        here.hears("+ann", "+mark");
        there.hears("+ann", "+mark");
    }

    @Test
    void who_is_on_two_nodes_goes_with_the_last_one() {
        await(one.hold(LOBBY, ANN));
        await(two.hold(LOBBY, ANN));
        await(one.giveUp(LOBBY, ANN.key()));
        await(one.hold(LOBBY, MARK));
        await(two.giveUp(LOBBY, ANN.key()));

        here.hears("+ann", "+mark", "-ann");
        there.hears("+ann", "+mark", "-ann");
    }

    @Test
    void who_is_held_under_another_name_has_gone_under_the_old_one() {
        await(one.hold(LOBBY, ANN));
        await(one.hold(LOBBY, new User(ANN.key(), "anna")));

        there.hears("+ann", "-ann", "+anna");
    }

    @Test
    void the_name_that_the_first_holder_gave_counts() {
        await(one.hold(LOBBY, ANN));
        await(two.hold(LOBBY, new User(ANN.key(), "anna")));
        await(one.hold(LOBBY, MARK));
        await(one.giveUp(LOBBY, ANN.key()));

        there.hears("+ann", "+mark", "-ann", "+anna");
    }

    @Test
    void other_rooms_are_not_told() {
        await(one.hold(HALL, ANN));
        await(one.hold(LOBBY, MARK));

        there.hears("+mark");
    }

    @Test
    void who_follows_no_more_is_told_no_more() {
        RecordingPresence shortly = new RecordingPresence();
        PresenceLeases.Following following = two.follow(LOBBY, shortly);
        following.end();
        await(one.hold(LOBBY, ANN));
        there.hears("+ann");

        two.follow(LOBBY, shortly);
        shortly.hears("+ann");
    }

    @Test
    void what_is_held_on_a_node_that_lives_stays() {
        await(one.hold(LOBBY, ANN));

        passes(LEASE.multipliedBy(10));
        await(one.hold(LOBBY, MARK));

        there.hears("+ann", "+mark");
    }

    @Test
    void the_users_of_a_dead_node_leave_when_the_lease_has_run_out() {
        await(one.hold(LOBBY, ANN));
        await(one.hold(LOBBY, BOB));
        await(two.hold(LOBBY, BOB));
        dies(one);

        passes(LEASE.minus(MOMENT));
        await(two.hold(LOBBY, MARK));
        there.hears("+ann", "+bob", "+mark");

        passes(LEASE.dividedBy(3));
        there.hears("-ann");
        await(two.giveUp(LOBBY, BOB.key()));
        there.hears("-bob");
    }

    @Test
    void a_node_that_only_seemed_dead_holds_anew() {
        await(one.hold(LOBBY, ANN));
        dies(one);
        passes(LEASE.multipliedBy(2));
        here.hears("+ann", "-ann");

        await(one.hold(LOBBY, ANN));

        here.hears("+ann");
    }

    private static void await(CompletionStage<Void> stage) {
        assertThat(stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(30));
    }
}
