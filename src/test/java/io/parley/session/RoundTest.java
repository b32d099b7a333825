package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A room with more members than are written to in one turn of their outlet. */
class RoundTest {

    private static final int BOUND = 1 << 20;

    /** Of what waits in the outlet: so little of it is under way at a time. */
    private static final int NARROW = 2048;

    private static final int AT_ONCE = 32;
    private static final int MEMBERS = 200;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Random random = new Random(1);

    /** In a small room, others write in place of its thread every other time. */
    private final Outlet outlet = new Outlet(new FakeThread(tasks::add, random::nextBoolean));

    private final TestConnections connections =
            new TestConnections(new TestTime(), new OutboxLimits(BOUND, Duration.ofSeconds(10)));
    private final List<OutletPeer> peers = crowd(outlet, MEMBERS);
    private final List<LiveConnection> members = connected(peers);
    private final FanOut<LiveConnection> fanOut = new FanOut<>(NARROW, Function.identity());

    RoundTest() {
        fanOut.to(members);
        runTasks();
    }

    private static List<OutletPeer> crowd(Outlet outlet, int many) {
        return Stream.generate(() -> new OutletPeer(outlet)).limit(many).toList();
    }

    private List<LiveConnection> connected(List<OutletPeer> crowd) {
        return crowd.stream()
                .map(peer -> connections.open(User.guest("" + System.identityHashCode(peer), "Guest"), peer))
                .toList();
    }

    /** They are in a room of their own. */
    private FanOut<LiveConnection> room(List<OutletPeer> crowd) {
        FanOut<LiveConnection> room = new FanOut<>(NARROW, Function.identity());
        room.to(connected(crowd));
        return room;
    }

    private void says(String text) {
        says(fanOut, text, Map.of());
    }

    private static void says(
            FanOut<LiveConnection> room, String text, Map<LiveConnection, List<EncodedEvent>> instead) {
        room.offer(events(text), instead).run();
    }

    private static List<EncodedEvent> events(String... texts) {
        return Stream.of(texts).map(text -> new EncodedEvent(text, false)).toList();
    }

    /** A turn of the outlet's, or nothing. */
    private void runTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            runTask();
        }
    }

    private static void haveHeard(List<OutletPeer> heard, String... texts) {
        assertThat(heard).allSatisfy(peer -> assertThat(peer.heard()).containsExactly(texts));
    }

    @Test
    void a_turn_reaches_some_and_what_comes_then_goes_with_it_to_the_others() {
        says("one");
        runTask();
        haveHeard(peers.subList(0, AT_ONCE), "one");
        haveHeard(peers.subList(AT_ONCE, MEMBERS));

        says("two");
        runTasks();

        haveHeard(peers, "one", "two");
        assertThat(peers.subList(0, AT_ONCE)).allMatch(peer -> peer.writes() == 2);
        assertThat(peers.subList(AT_ONCE, MEMBERS)).allMatch(peer -> peer.writes() == 1);
        assertThat(outlet.waitingBytes()).isZero();
    }

    @Test
    void another_room_does_not_wait_for_the_end_of_the_round() {
        List<OutletPeer> strangers = crowd(outlet, 1);
        FanOut<LiveConnection> small = room(strangers);
        runTasks();
        says("one");
        runTask();

        says(small, "small", Map.of());
        runTask();

        haveHeard(strangers, "small");
        assertThat(peers.get(MEMBERS - 1).heard()).isEmpty();
    }

    @Test
    void who_goes_meanwhile_hears_what_was_offered_before_and_who_stays_hears_it_first() {
        says("one");
        runTask();

        fanOut.to(members.subList(0, 150));
        says("two");
        runTasks();

        haveHeard(peers.subList(0, 150), "one", "two");
        haveHeard(peers.subList(150, MEMBERS), "one");
    }

    @Test
    void what_one_is_offered_alone_meanwhile_keeps_its_place() {
        says("one");
        runTask();

        members.get(MEMBERS - 1).send(events("alone").get(0));
        says("two");
        runTasks();

        assertThat(peers.get(MEMBERS - 1).heard()).containsExactly("one", "alone", "two");
        assertThat(peers.get(0).heard()).containsExactly("one", "two");
    }

    @Test
    void who_gets_others_in_place_of_what_comes_meanwhile_gets_those_wherever_the_round_is() {
        says("one");
        runTask();

        says(
                fanOut,
                "two",
                Map.of(
                        members.get(0), events("two", "ack"),
                        members.get(MEMBERS - 1), events("two", "other ack")));
        runTasks();

        assertThat(peers.get(0).heard()).containsExactly("one", "two", "ack");
        assertThat(peers.get(MEMBERS - 1).heard()).containsExactly("one", "two", "other ack");
        haveHeard(peers.subList(1, MEMBERS - 1), "one", "two");
    }

    /** Where more waits than may be under way at a time, a round has to be ended first; and then somebody goes. */
    @Test
    void who_stays_hears_what_a_round_was_ended_for_before_what_comes_for_those_who_stay() {
        says("one");
        runTask();
        String much = "2".repeat(NARROW / 64);
        says(much);
        says(much);
        runTask();

        fanOut.to(members.subList(150, MEMBERS));
        says("three");
        runTasks();

        haveHeard(peers.subList(0, 150), "one", much, much);
        haveHeard(peers.subList(150, MEMBERS), "one", much, much, "three");
    }

    @Test
    void who_is_cut_off_meanwhile_hears_no_more_and_the_round_goes_on() {
        says("one");
        runTask();

        members.get(MEMBERS - 1).close(CloseReason.of(CloseCode.GOING_AWAY));
        peers.get(MEMBERS - 2).fails();
        says("two");
        runTasks();

        haveHeard(peers.subList(0, MEMBERS - 2), "one", "two");
        assertThat(peers.get(MEMBERS - 1).heard()).doesNotContain("two");
        assertThat(outlet.waitingBytes()).isZero();
    }

    @Test
    void while_it_is_under_way_only_what_is_still_to_be_written_waits() {
        says("one");
        long all = outlet.waitingBytes();
        runTask();

        assertThat(outlet.waitingBytes()).isEqualTo(all * (MEMBERS - AT_ONCE) / MEMBERS);
    }

    /** However many large rooms there are, each turn is short. */
    @Test
    void many_rooms_take_turns() {
        List<OutletPeer> others = crowd(outlet, 500);
        List<FanOut<LiveConnection>> rooms = IntStream.range(0, 10)
                .mapToObj(number -> room(others.subList(50 * number, 50 * (number + 1))))
                .toList();
        runTasks();
        rooms.forEach(room -> says(room, "one", Map.of()));
        runTask();
        assertThat(others.stream().filter(peer -> peer.writes() > 0)).hasSize(8 * AT_ONCE);

        runTasks();
        haveHeard(others, "one");
    }

    @Test
    void where_nobody_can_be_written_to_any_more_nothing_is_kept_and_what_comes_later_is_heard() {
        List<Runnable> later = new ArrayList<>();
        AtomicBoolean stops = new AtomicBoolean();
        OutletThread stopping = new OutletThread() {
            @Override
            public void execute(Runnable task) {
                later.add(task);
            }

            @Override
            public void goOnLater(Runnable task) {
                if (stops.get()) {
                    throw new RejectedExecutionException("stopped");
                }
                later.add(task);
            }
        };
        Outlet stopped = new Outlet(stopping);
        List<OutletPeer> crowd = crowd(stopped, MEMBERS);
        FanOut<LiveConnection> room = room(crowd);
        runAll(later);
        says(room, "one", Map.of());
        stops.set(true);
        runAll(later);
        assertThat(stopped.waitingBytes()).isZero();

        stops.set(false);
        says(room, "two", Map.of());
        runAll(later);

        assertThat(crowd).allSatisfy(peer -> assertThat(peer.heard()).endsWith("two"));
    }

    @Test
    void what_is_offered_when_the_server_has_stopped_is_not_counted() {
        Outlet stopped = new Outlet(task -> {
            throw new RejectedExecutionException("stopped");
        });

        says(room(crowd(stopped, 1)), "one", Map.of());

        assertThat(stopped.waitingBytes()).isZero();
    }

    private static void runAll(List<Runnable> later) {
        while (!later.isEmpty()) {
            later.remove(0).run();
        }
    }

    /** What all do, in any order, against what each should hear. */
    @RepeatedTest(100)
    void each_hears_all_that_was_offered_while_it_was_there_once_and_in_order(RepetitionInfo repetition) {
        random.setSeed(repetition.getCurrentRepetition());
        List<List<String>> expected =
                members.stream().<List<String>>map(member -> new ArrayList<>()).toList();
        List<Integer> there = IntStream.range(0, MEMBERS).boxed().toList();
        for (int i = 0; i < 150; i++) {
            String text = i + " ".repeat(random.nextInt(40));
            int one = random.nextInt(MEMBERS);
            switch (random.nextInt(9)) {
                case 0 -> {
                    there = some();
                    fanOut.to(there.stream().map(members::get).toList());
                }
                case 1 -> {
                    members.get(one).send(events(text).get(0));
                    expected.get(one).add(text);
                }
                case 2 -> peers.get(one).takesOnly(random.nextInt(5));
                case 3 -> peers.get(one).takesAll();
                case 4, 5 -> {
                    int asker = there.get(random.nextInt(there.size()));
                    says(fanOut, text, Map.of(members.get(asker), events(text, "ack " + i)));
                    there.forEach(member -> expected.get(member).add(text));
                    expected.get(asker).add("ack " + i);
                }
                case 6 -> {
                    int leftOut = there.get(random.nextInt(there.size()));
                    says(fanOut, text, Map.of(members.get(leftOut), List.of()));
                    there.stream()
                            .filter(member -> member != leftOut)
                            .forEach(member -> expected.get(member).add(text));
                }
                default -> runTask();
            }
        }
        peers.forEach(OutletPeer::takesAll);
        runTasks();

        for (int i = 0; i < MEMBERS; i++) {
            assertThat(peers.get(i).heard()).isEqualTo(expected.get(i));
            assertThat(members.get(i).waitingBytes()).isZero();
        }
        assertThat(outlet.waitingBytes()).isZero();
    }

    /** Mostly many, now and then so few that others may write to them. */
    private List<Integer> some() {
        List<Integer> some = IntStream.range(0, MEMBERS).boxed().collect(Collectors.toList());
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(random.nextInt(4) == 0 ? 5 : MEMBERS));
    }
}
