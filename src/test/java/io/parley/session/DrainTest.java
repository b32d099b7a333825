package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The protocol document, section 8, "Farewell". */
class DrainTest {

    private static final CloseReason RESTART = CloseReason.of(CloseCode.SERVICE_RESTART);
    private static final Caller CALLER = new Caller("192.0.2.1", Optional.empty());

    private final TestTime time = new TestTime();
    private final TestConnections connections =
            new TestConnections(time, new OutboxLimits(10_000, Duration.ofSeconds(60)));
    private final Admission admission = new Admission(new AdmissionLimits(0, 0, 0), time);
    private final List<TestTransport> peers = new ArrayList<>();

    @Test
    void all_are_closed_with_1012_and_told_so() {
        open(3);

        CompletionStage<Void> gone = drain(1_000, 20).begin();

        assertThat(peers).allSatisfy(peer -> {
            assertThat(peer.sent()).containsExactly("Closing");
            assertThat(peer.closes()).containsExactly(RESTART);
        });
        assertThat(isDone(gone)).isTrue();
        assertThat(time.waiting()).as("turns left behind").isZero();
    }

    @Test
    void nobody_is_waited_for_on_an_empty_server() {
        assertThat(isDone(drain(1_000, 20).begin())).isTrue();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void connections_are_closed_at_the_pace() {
        open(100);

        CompletionStage<Void> gone = drain(10, 20).begin();

        assertThat(closed()).isEqualTo(1);
        time.pass(Duration.ofSeconds(3));
        assertThat(closed()).isEqualTo(31);
        assertThat(isDone(gone)).isFalse();
        time.pass(Duration.ofMillis(6_900));
        assertThat(closed()).isEqualTo(100);
        assertThat(isDone(gone)).isTrue();
    }

    @Test
    void the_pace_rises_so_that_all_are_told_in_time() {
        open(100);

        drain(10, 2).begin();

        time.pass(Duration.ofSeconds(1));
        assertThat(closed()).isEqualTo(55);
        time.pass(Duration.ofMillis(900));
        assertThat(closed()).isEqualTo(100);
    }

    @Test
    void it_can_be_told_to_hurry_but_not_to_dawdle() {
        open(100);
        drain(10, 5).begin(Duration.ofSeconds(60));
        assertThat(closed()).as("20 a second").isEqualTo(2);

        peers.clear();
        TestConnections others = new TestConnections(time, new OutboxLimits(10_000, Duration.ofSeconds(60)));
        open(others, 100);
        drain(others, 10, 5).begin(Duration.ofSeconds(1));
        assertThat(closed()).as("100 a second").isEqualTo(10);
    }

    @Test
    void turns_that_come_late_make_up_for_it() {
        open(100);
        List<Runnable> turns = new ArrayList<>();
        ConnectionContext.Time stalling = new ConnectionContext.Time(time, time, (delay, task) -> {
            turns.add(task);
            return () -> {};
        });
        new Drain(registry(), admission, new Drain.Pace(10, Duration.ofSeconds(20)), stalling, new Random(7)).begin();

        time.pass(Duration.ofSeconds(2));
        turns.remove(0).run();

        assertThat(closed()).isEqualTo(21);
    }

    @Test
    void each_is_told_a_time_of_its_own_within_the_window() {
        ReturnWindow window = ReturnWindow.of(5_000, 1_000);
        Random random = new Random(7);

        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            times.add(window.any(random).toMillis());
        }

        assertThat(times).allSatisfy(millis -> assertThat(millis).isBetween(1_000L, 6_000L));
        for (long second = 1_000; second < 6_000; second += 1_000) {
            long from = second;
            assertThat(times.stream().filter(millis -> millis >= from && millis < from + 1_000))
                    .as("from " + from + " ms: about the pace")
                    .hasSizeBetween(900, 1_100);
        }
    }

    @Test
    void the_window_grows_with_the_connections_and_is_never_narrower_than_a_second() {
        assertThat(ReturnWindow.of(0, 1_000).end()).isEqualTo(Duration.ofSeconds(2));
        assertThat(ReturnWindow.of(1_000, 1_000).end()).isEqualTo(Duration.ofSeconds(2));
        assertThat(ReturnWindow.of(100_000, 1_000).end()).isEqualTo(Duration.ofSeconds(101));
    }

    @Test
    void the_doors_are_shut_until_the_last_one_told_may_come_back() {
        open(100);

        drain(10, 20).begin();

        assertThat(admission.denial(CALLER))
                .contains(new Denial(
                        Denial.Cause.DRAINING, ReturnWindow.of(100, 10).end()));
    }

    @Test
    void a_handshake_under_way_is_waited_for_and_closed_as_soon_as_it_is_done() {
        Place place = (Place) admission.admit(CALLER);
        CompletionStage<Void> gone = drain(1_000, 20).begin();
        assertThat(isDone(gone)).isFalse();

        time.pass(Duration.ofSeconds(1));
        place.take();
        open(1);
        time.pass(Duration.ofMillis(100));
        assertThat(closed()).isEqualTo(1);

        place.giveBack();
        time.pass(Duration.ofMillis(100));
        assertThat(isDone(gone)).isTrue();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void who_comes_after_the_deadline_is_closed_all_the_same() {
        Place place = (Place) admission.admit(CALLER);
        CompletionStage<Void> gone = drain(1_000, 1).begin();
        place.take();
        time.pass(Duration.ofSeconds(7));
        assertThat(isDone(gone)).isTrue();

        open(1);
        time.pass(Duration.ofMillis(100));

        assertThat(closed()).isEqualTo(1);
    }

    @Test
    void again_while_it_goes_on_is_the_same() {
        open(100);
        Drain drain = drain(10, 20);

        CompletionStage<Void> first = drain.begin();
        CompletionStage<Void> second = drain.begin();

        assertThat(second == first).isTrue();
        assertThat(closed()).isEqualTo(1);
    }

    @Test
    void nobody_outside_can_complete_it() {
        open(100);
        CompletionStage<Void> gone = drain(10, 20).begin();

        gone.toCompletableFuture().cancel(true);

        assertThat(isDone(gone)).isFalse();
    }

    @Test
    void who_was_not_told_stays_when_it_is_called_off() {
        open(100);
        Drain drain = drain(10, 20);
        CompletionStage<Void> gone = drain.begin();
        time.pass(Duration.ofSeconds(1));

        drain.resume();

        time.pass(Duration.ofSeconds(5));
        assertThat(closed()).isEqualTo(11);
        assertThat(isDone(gone)).isTrue();
        assertThat(admission.denial(CALLER)).isEmpty();
    }

    @Test
    void a_farewell_after_a_resume_is_a_new_one() {
        open(2);
        Drain drain = drain(10, 20);
        drain.begin();
        drain.resume();
        CompletionStage<Void> gone = drain.begin();

        time.pass(Duration.ofSeconds(1));

        assertThat(closed()).isEqualTo(2);
        assertThat(isDone(gone)).isTrue();
        assertThat(admission.denial(CALLER)).isPresent();
    }

    @Test
    void a_peer_that_does_not_read_holds_nobody_up_beyond_the_deadline() {
        open(1);
        peers.get(0).stopReading();
        CompletionStage<Void> gone = drain(1_000, 1).begin();

        time.pass(Duration.ofMillis(4_900));
        assertThat(isDone(gone)).isFalse();
        time.pass(Duration.ofMillis(1_100));

        assertThat(isDone(gone)).isTrue();
        assertThat(peers.get(0).closes()).containsExactly(RESTART);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void who_is_still_there_at_the_deadline_is_cut_off() {
        Place place = (Place) admission.admit(CALLER);
        CompletionStage<Void> gone = drain(1_000, 1).begin();
        time.pass(Duration.ofMillis(5_850));
        // Told so late that its own five seconds end later
        place.take();
        open(1);
        peers.get(0).stopReading();
        time.pass(Duration.ofMillis(100));
        assertThat(peers.get(0).sent()).containsExactly("Closing");
        assertThat(isDone(gone)).isFalse();

        time.pass(Duration.ofMillis(50));

        assertThat(isDone(gone)).isTrue();
        assertThat(peers.get(0).closes()).containsExactly(RESTART);
        assertThat(registry().count()).isZero();
    }

    @Test
    void a_resume_while_the_rest_is_cut_off_lets_those_live_whose_turn_it_was_not_and_who_come_then() {
        Place place = (Place) admission.admit(CALLER);
        Drain drain = drain(1_000, 1);
        CompletionStage<Void> gone = drain.begin();
        time.pass(Duration.ofMillis(5_850));
        place.take();
        open(2);
        peers.forEach(peer -> {
            peer.stopReading();
            peer.whenClosed(() -> {
                drain.resume();
                open(20);
            });
        });

        time.pass(Duration.ofMillis(150));

        assertThat(isDone(gone)).isTrue();
        assertThat(closed()).isEqualTo(1);
        assertThat(registry().count()).isEqualTo(21);
    }

    private void open(int count) {
        open(connections, count);
    }

    private void open(TestConnections where, int count) {
        for (int i = 0; i < count; i++) {
            TestTransport peer = new TestTransport();
            peers.add(peer);
            where.open(User.guest("g" + peers.size(), "ann" + peers.size()), peer);
        }
    }

    private long closed() {
        return peers.stream().filter(peer -> !peer.closes().isEmpty()).count();
    }

    private ConnectionRegistry registry() {
        return connections.context().registry();
    }

    private Drain drain(int perSecond, int withinSeconds) {
        return drain(connections, perSecond, withinSeconds);
    }

    private Drain drain(TestConnections where, int perSecond, int withinSeconds) {
        return new Drain(
                where.context().registry(),
                admission,
                new Drain.Pace(perSecond, Duration.ofSeconds(withinSeconds)),
                where.context().time(),
                new Random(7));
    }

    private static boolean isDone(CompletionStage<Void> stage) {
        boolean[] done = new boolean[1];
        stage.thenRun(() -> done[0] = true);
        return done[0];
    }
}
