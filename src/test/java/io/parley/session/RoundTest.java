package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final int MEMBERS = 200;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Outlet outlet = new Outlet(FakeThread.awake(tasks::add));
    private final TestConnections connections =
            new TestConnections(new TestTime(), new OutboxLimits(BOUND, Duration.ofSeconds(10)));
    private final List<OutletPeer> peers =
            Stream.generate(() -> new OutletPeer(outlet)).limit(MEMBERS).toList();
    private final List<LiveConnection> members = IntStream.range(0, MEMBERS)
            .mapToObj(number -> connections.open(User.guest("" + number, "Guest"), peers.get(number)))
            .toList();
    private final FanOut<LiveConnection> fanOut = new FanOut<>(BOUND, Function.identity());

    RoundTest() {
        fanOut.to(members);
        runTasks();
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
        haveHeard(peers.subList(0, Outlet.MEMBERS_AT_ONCE), "one");
        haveHeard(peers.subList(Outlet.MEMBERS_AT_ONCE, MEMBERS));

        says("two");
        runTasks();

        haveHeard(peers, "one", "two");
        assertThat(peers.subList(0, Outlet.MEMBERS_AT_ONCE)).allMatch(peer -> peer.writes() == 2);
        assertThat(peers.subList(Outlet.MEMBERS_AT_ONCE, MEMBERS)).allMatch(peer -> peer.writes() == 1);
        assertThat(outlet.waitingBytes()).isZero();
    }

    @Test
    void another_room_does_not_wait_for_the_end_of_the_round() {
        OutletPeer stranger = new OutletPeer(outlet);
        FanOut<LiveConnection> small = new FanOut<>(BOUND, Function.identity());
        small.to(List.of(connections.open(User.guest("s", "Stranger"), stranger)));
        runTasks();
        says("one");
        runTask();

        says(small, "small", Map.of());
        runTask();

        assertThat(stranger.heard()).containsExactly("small");
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

    /** What all do, in any order, against what each should hear. */
    @RepeatedTest(100)
    void each_hears_all_that_was_offered_while_it_was_there_once_and_in_order(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<List<String>> expected =
                members.stream().<List<String>>map(member -> new ArrayList<>()).toList();
        List<Integer> there = IntStream.range(0, MEMBERS).boxed().toList();
        for (int i = 0; i < 100; i++) {
            String text = "" + i;
            int one = random.nextInt(MEMBERS);
            switch (random.nextInt(8)) {
                case 0 -> {
                    there = some(random);
                    fanOut.to(there.stream().map(members::get).toList());
                }
                case 1 -> {
                    members.get(one).send(events(text).get(0));
                    expected.get(one).add(text);
                }
                case 2 -> peers.get(one).takesOnly(random.nextInt(5));
                case 3 -> peers.get(one).takesAll();
                case 4, 5 -> {
                    says(text);
                    there.forEach(member -> expected.get(member).add(text));
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

    private static List<Integer> some(Random random) {
        List<Integer> some = IntStream.range(0, MEMBERS).boxed().collect(Collectors.toList());
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(MEMBERS));
    }
}
