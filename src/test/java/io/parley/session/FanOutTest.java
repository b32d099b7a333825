package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is offered to a room reaches each who is in it, once, and in its place among all that one is offered. */
class FanOutTest extends ThreeInARoom {

    private static final int HEADER_BYTES = 2;

    @Test
    void each_who_is_in_the_room_hears_all_in_order_on_whatever_way() {
        says("one", "two");
        says("three");
        runTasks();

        assertThat(ann.heard()).containsExactly("one", "two", "three");
        assertThat(bob.heard()).containsExactly("one", "two", "three");
        assertThat(eve.sent()).containsExactly("one", "two", "three");
        assertThat(toAnn.traffic().messagesOut()).isEqualTo(3);
        assertThat(toAnn.traffic().bytesOut()).isEqualTo("onetwothree".length());
    }

    /** Whoever says something has other things to do. */
    @Test
    void of_threads_that_sleep_only_some_are_written_for() {
        List<OutletPeer> peers = crowd(20, () -> new Outlet(FakeThread.asleep(tasks::add)));
        says("one");

        assertThat(peers.stream().filter(peer -> peer.heard().contains("one"))).hasSize(16);
        assertThat(tasks).hasSize(4);
        runTasks();
        assertThat(peers).allSatisfy(peer -> assertThat(peer.heard()).contains("one"));
    }

    private List<OutletPeer> crowd(int many, Supplier<Outlet> outlets) {
        List<OutletPeer> peers =
                Stream.generate(() -> new OutletPeer(outlets.get())).limit(many).toList();
        fanOut.to(peers.stream()
                .map(peer -> connections.open(User.guest("" + System.identityHashCode(peer), "Guest"), peer))
                .toList());
        runTasks();
        return peers;
    }

    /** So their memory is there when their turn comes. */
    @Test
    void some_are_looked_at_before_the_first_of_them_is_written_to() {
        List<OutletPeer> peers = crowd(20, () -> outlet);
        List<Integer> writes = new ArrayList<>();
        peers.forEach(peer -> peer.whenAsked(
                () -> writes.add(peers.stream().mapToInt(OutletPeer::writes).sum())));
        says("one");
        runTasks();

        assertThat(writes).hasSize(20);
        assertThat(writes.subList(0, 16)).containsOnly(0);
        assertThat(writes.subList(16, 20)).containsOnly(16);
    }

    @Test
    void who_is_not_free_hears_of_it_when_it_sends() {
        List<OutletPeer> peers = crowd(70, () -> outlet);
        for (int i = 0; i < peers.size(); i += 3) {
            peers.get(i).becomesBusy();
        }
        says("one");
        says("two");
        runTasks();

        assertThat(peers).allSatisfy(peer -> assertThat(peer.heard()).containsExactly("one", "two"));
    }

    @Test
    void what_is_big_is_written_by_the_thread_itself() {
        OutletPeer sleeping = new OutletPeer(new Outlet(FakeThread.asleep(tasks::add)));
        FanOut<LiveConnection> big = new FanOut<>(1 << 20, Function.identity());
        big.to(List.of(connections.open(User.guest("4", "Dan"), sleeping)));
        runTasks();

        big.offer(events("b".repeat(5000)), Map.of()).run();

        assertThat(sleeping.heard()).isEmpty();
        runTasks();
        assertThat(sleeping.heard()).isNotEmpty();
    }

    @Test
    void what_has_come_together_reaches_each_in_one_write() {
        says("one");
        says("two");
        says("three");
        runTasks();

        assertThat(ann.writes()).isEqualTo(1);
        assertThat(tasks).isEmpty();
    }

    /** What is under way to one that takes nothing is a small part of its bound. */
    @Test
    void no_more_is_written_at_once_than_a_small_part_of_the_bound() {
        says("1".repeat(BOUND / 64));
        says("2".repeat(BOUND / 64));
        runTasks();

        assertThat(ann.writes()).isEqualTo(2);
    }

    @Test
    void who_gets_others_in_place_of_the_events_gets_those() {
        says("one");
        fanOut.offer(events("two"), Map.of(toBob, events("two", "ack"), toEve, events("nothing")))
                .run();
        says("three");
        runTasks();

        assertThat(ann.heard()).containsExactly("one", "two", "three");
        assertThat(bob.heard()).containsExactly("one", "two", "ack", "three");
        assertThat(eve.sent()).containsExactly("one", "nothing", "three");
        assertThat(bob.writes()).isEqualTo(1);
    }

    @Test
    void what_one_is_offered_alone_keeps_its_place() {
        toAnn.send(events("first").get(0));
        says("one");
        toAnn.send(events("between").get(0));
        says("two");
        toBob.send(events("last").get(0));
        runTasks();

        assertThat(ann.heard()).containsExactly("first", "one", "between", "two");
        assertThat(bob.heard()).containsExactly("one", "two", "last");
    }

    @Test
    void what_a_peer_takes_in_part_leaves_whole_and_what_follows_waits_behind_it() {
        ann.takesOnly("one".length() + HEADER_BYTES + 1);
        says("one", "two");
        runTasks();
        assertThat(ann.heard()).containsExactly("one");
        assertThat(bob.heard()).containsExactly("one", "two");
        assertThat(toAnn.isStuck()).isTrue();
        assertThat(toAnn.waitingBytes()).isEqualTo("two".length() + HEADER_BYTES - 1);

        says("three");
        ann.takesAll();
        runTasks();

        assertThat(ann.heard()).containsExactly("one", "two", "three");
        assertThat(toAnn.waitingBytes()).isZero();
        assertThat(toAnn.traffic().messagesOut()).isEqualTo(3);
    }

    @Test
    void who_takes_nothing_is_cut_off_past_the_bound_and_nobody_else() {
        ann.takesOnly(0);
        String long1 = "1".repeat(100);
        for (int i = 0; i < BOUND / long1.length() + 1; i++) {
            says(long1);
            runTasks();
        }

        assertThat(ann.closes()).extracting(CloseReason::code).containsExactly(CloseCode.SLOW_CONSUMER);
        assertThat(toAnn.waitingBytes()).isZero();
        assertThat(bob.heard()).hasSize(BOUND / long1.length() + 1);
        assertThat(bob.closes()).isEmpty();
    }

    /** The thread does not get there. */
    @Test
    void what_waits_in_the_outlet_is_no_more_than_eight_outboxes() {
        String text = "1".repeat(98);
        for (int i = 0; i < 8 * BOUND / 100; i++) {
            says(text);
            fanOut.to(List.of(toAnn, toBob, toEve));
        }
        assertThat(outlet.waitingBytes()).isEqualTo(2 * 8 * BOUND);

        says(text);
        says(text);
        assertThat(outlet.waitingBytes()).as("it was not taken in").isEqualTo(2 * 8 * BOUND);
        runTasks();

        assertThat(ann.closes()).extracting(CloseReason::code).containsExactly(CloseCode.SLOW_CONSUMER);
        assertThat(bob.closes()).extracting(CloseReason::code).containsExactly(CloseCode.SLOW_CONSUMER);
        assertThat(outlet.waitingBytes()).isZero();
        assertThat(eve.sent()).hasSize(8 * BOUND / 100 + 2);
    }

    @Test
    void where_nothing_waits_an_event_may_have_any_size() {
        String text = "1".repeat(100);
        FanOut<LiveConnection> narrow = new FanOut<>(10, Function.identity());
        narrow.to(List.of(toAnn));

        narrow.offer(events(text), Map.of()).run();
        runTasks();

        assertThat(ann.heard()).containsExactly(text);
    }

    /** More than is copied at once. */
    @Test
    void an_event_of_more_than_a_chunk_reaches_all() {
        int chunk = outlet.chunk().capacity();
        TestConnections wide = new TestConnections(new TestTime(), new OutboxLimits(4 * chunk, Duration.ofSeconds(10)));
        OutletPeer peer = new OutletPeer(outlet);
        LiveConnection connection = wide.open(User.guest("4", "Dan"), peer);
        FanOut<LiveConnection> large = new FanOut<>(4 * chunk, Function.identity());
        large.to(List.of(connection));

        large.offer(events("1".repeat(2 * chunk)), Map.of()).run();
        large.offer(events("2"), Map.of()).run();
        runTasks();

        assertThat(connection.traffic().messagesOut()).isEqualTo(2);
        assertThat(connection.traffic().bytesOut()).isEqualTo(2 * chunk + 1);
    }

    @Test
    void what_was_offered_before_a_close_leaves_before_it() {
        says("one");
        toAnn.close(CloseReason.of(CloseCode.NORMAL));
        says("two");
        runTasks();

        assertThat(ann.heard()).containsExactly("one", "Closing");
        assertThat(ann.closes()).hasSize(1);
        assertThat(bob.heard()).containsExactly("one", "two");
    }

    /** It has said that it is ready, and has not been asked what it has. */
    @Test
    void what_comes_while_others_have_their_turn_is_sent_too() {
        ann.whenSent(() -> {
            ann.whenSent(() -> {});
            toBob.send(events("meanwhile").get(0));
        });
        toAnn.send(events("one").get(0));
        toBob.send(events("two").get(0));
        runTasks();

        assertThat(bob.heard()).containsExactly("two", "meanwhile");
    }

    @Test
    void what_is_offered_to_the_room_behind_a_close_does_not_hinder_it() {
        ann.takesOnly(0);
        says("one");
        toAnn.close(CloseReason.of(CloseCode.NORMAL));
        for (int i = 0; i < BOUND / 100 + 1; i++) {
            says("1".repeat(100));
            runTasks();
        }
        assertThat(toAnn.waitingBytes()).isEqualTo("oneClosing".length() + 2 * HEADER_BYTES);

        ann.takesAll();
        runTasks();

        assertThat(ann.heard()).containsExactly("one", "Closing");
        assertThat(ann.closes()).extracting(CloseReason::code).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void who_has_ended_hears_nothing_and_keeps_nobody_from_hearing() {
        says("one");
        toAnn.cutOff(CloseReason.of(CloseCode.NORMAL));
        runTasks();

        assertThat(ann.heard()).isEmpty();
        assertThat(toAnn.waitingBytes()).isZero();
        assertThat(bob.heard()).containsExactly("one");
    }

    @Test
    void one_that_fails_keeps_no_other_from_its_turn() {
        ann.fails();
        says("one");
        runTasks();

        assertThat(bob.heard()).containsExactly("one");
        says("two");
        runTasks();
        assertThat(ann.heard()).as("nothing, if not all").isEmpty();
    }

    @Test
    void who_leaves_hears_what_was_offered_until_then() {
        says("one");
        fanOut.to(List.of(toBob));
        says("two");
        runTasks();

        assertThat(ann.heard()).containsExactly("one");
        assertThat(bob.heard()).containsExactly("one", "two");
    }
}
