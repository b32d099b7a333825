package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LoadWatchTest {

    private static final Caller CALLER = new Caller("192.0.2.1", "192.0.2.1", Optional.empty());

    private final TestTime time = new TestTime();
    private final TestConnections connections =
            new TestConnections(time, new OutboxLimits(1000, Duration.ofSeconds(10)));
    private final Admission admission = new Admission(new AdmissionLimits(0, 0, 0), time);
    private int heapPercent;
    private Duration skew = Duration.ZERO;

    private LoadWatch watch(LoadMarks marks) {
        ConnectionContext context = connections.context();
        LoadWatch watch = new LoadWatch(
                marks,
                () -> heapPercent,
                context.registry(),
                new Shedding(context.registry(), admission, new Random(1)),
                new ConnectionContext.Time(time, this::skewed, time));
        watch.start();
        return watch;
    }

    private Instant skewed() {
        return time.instant().plus(skew);
    }

    private void look() {
        time.pass(Duration.ofSeconds(1));
    }

    private Optional<Denial.Cause> denied() {
        return admission.denial(CALLER).map(Denial::cause);
    }

    @Test
    void a_full_heap_shuts_the_doors_until_it_is_a_tenth_below() {
        LoadWatch watch = watch(new LoadMarks(80, 0, Duration.ZERO));
        heapPercent = 79;
        look();
        assertThat(watch.load().level()).isEqualTo(Load.Level.CALM);

        heapPercent = 80;
        look();
        assertThat(watch.load().level()).isEqualTo(Load.Level.BUSY);
        assertThat(denied()).contains(Denial.Cause.BUSY);

        heapPercent = 73;
        look();
        assertThat(denied()).contains(Denial.Cause.BUSY);

        heapPercent = 71;
        look();
        assertThat(watch.load().level()).isEqualTo(Load.Level.CALM);
        assertThat(denied()).isEmpty();
    }

    @Test
    void halfway_to_the_end_of_the_heap_connections_go() {
        TestTransport transport = new TestTransport();
        connections.open(User.guest("g1", "ann"), transport);
        watch(new LoadMarks(80, 0, Duration.ZERO));
        heapPercent = 89;
        look();
        assertThat(transport.closes()).isEmpty();

        heapPercent = 90;
        look();

        assertThat(transport.closes()).hasSize(1);
        assertThat(transport.closes().get(0).code()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
        assertThat(transport.sent()).contains("Closing");
    }

    @Test
    void whoever_most_waits_for_goes_first_and_at_once() {
        TestTransport idle = new TestTransport();
        TestTransport stuck = new TestTransport();
        connections.open(User.guest("g1", "ann"), idle);
        LiveConnection expensive = connections.open(User.guest("g2", "bob"), stuck);
        stuck.stopReading();
        expensive.send(TestEvents.event("waits", 50));
        expensive.send(TestEvents.event("waits", 40));
        LoadWatch watch = watch(new LoadMarks(0, 40, Duration.ZERO));
        look();
        assertThat(watch.load().level()).as("seen once").isEqualTo(Load.Level.CALM);

        look();

        assertThat(watch.load().outboxBytes()).isEqualTo(90);
        assertThat(stuck.closes()).hasSize(1);
        assertThat(idle.closes()).isEmpty();
        assertThat(denied()).contains(Denial.Cause.BUSY);
    }

    /** It is there once, and counts for each, as it would in their outboxes. */
    @Test
    void what_waits_for_rooms_in_an_outlet_counts_too() {
        Outlet outlet = new Outlet(task -> {});
        LiveConnection ann = connections.open(User.guest("g1", "ann"), new OutletPeer(outlet));
        LiveConnection bob = connections.open(User.guest("g2", "bob"), new OutletPeer(outlet));
        FanOut<LiveConnection> room = new FanOut<>(1000, Function.identity());
        room.to(List.of(ann, bob));
        room.offer(List.of(TestEvents.event("waits", 45)), Map.of()).run();
        LoadWatch watch = watch(new LoadMarks(0, 90, Duration.ZERO));
        look();

        look();

        assertThat(watch.load().outboxBytes()).isEqualTo(90);
        assertThat(watch.load().level()).isEqualTo(Load.Level.BUSY);
    }

    @Test
    void who_reads_is_told_and_who_does_not_is_cut_off() {
        TestTransport transport = new TestTransport();
        LiveConnection ann = connections.open(User.guest("g1", "ann"), transport);
        LoadWatch watch = watch(new LoadMarks(0, 40, Duration.ZERO));
        transport.stopReading();
        ann.send(TestEvents.event("waits", 90));
        look();

        look();

        assertThat(watch.load().level()).isEqualTo(Load.Level.OVERLOADED);
        assertThat(transport.sent()).containsExactly("waits");
        assertThat(transport.closes()).hasSize(1);
    }

    @Test
    void what_is_late_twice_in_a_row_is_a_delay_and_once_is_a_standstill() {
        LoadWatch watch = watch(new LoadMarks(0, 0, Duration.ofSeconds(2)));
        skew = Duration.ofSeconds(3);
        look();
        assertThat(watch.load().level()).isEqualTo(Load.Level.CALM);

        skew = Duration.ofSeconds(6);
        look();

        assertThat(watch.load().level()).isEqualTo(Load.Level.BUSY);
        assertThat(watch.load().delay()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void without_marks_nothing_is_too_much() {
        LoadWatch watch = watch(new LoadMarks(0, 0, Duration.ZERO));
        heapPercent = 100;
        skew = Duration.ofHours(1);

        look();
        look();

        assertThat(watch.load().level()).isEqualTo(Load.Level.CALM);
    }

    @Test
    void who_stops_looking_looks_no_more() {
        LoadWatch watch = watch(new LoadMarks(80, 0, Duration.ZERO));
        watch.stop();
        heapPercent = 100;

        look();

        assertThat(watch.load().level()).isEqualTo(Load.Level.CALM);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void the_heap_of_this_machine_is_part_taken() {
        assertThat(new HeapUse().getAsInt()).isBetween(0, 100);
    }
}
