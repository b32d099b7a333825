package io.parley.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.trace.TraceSize;
import io.parley.frame.trace.Travelling;
import io.parley.protocol.CloseReason;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionOpened;
import io.parley.session.Ending;
import io.parley.session.LiveConnection;
import io.parley.session.OutboxLimits;
import io.parley.session.Outgoing;
import io.parley.session.Sender;
import io.parley.session.Speaker;
import io.parley.session.TestConnections;
import io.parley.session.Traffic;
import io.parley.session.Transport;
import io.parley.time.TestTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final User ANN = User.principal("ann");
    private static final User BOB = User.principal("bob");
    private static final RoomName HALL = new RoomName("hall");
    private static final TraceSize SIZE = new TraceSize(10, 0);

    private final TestTime time = new TestTime();
    private final TestConnections connections =
            new TestConnections(time, new OutboxLimits(1 << 20, Duration.ofSeconds(10)));

    /** One connection: what it sends goes nowhere, its frames can be seen. */
    private static final class Line implements Transport, Sender, Speaker {

        private final Travelling frames = new Travelling();
        private final Set<RoomName> rooms = new HashSet<>();
        private boolean visible = true;

        @Override
        public Sender sender() {
            return this;
        }

        @Override
        public void begin(Outgoing waiting) {
            // Nothing is sent
        }

        @Override
        public void ready() {
            // Nothing is sent
        }

        @Override
        public void ping(ByteBuffer payload) {
            // Nothing is sent
        }

        @Override
        public void close(CloseReason reason) {
            // Nothing is sent
        }

        @Override
        public Optional<FrameInspection> frames() {
            return visible ? Optional.of(frames.inspection()) : Optional.empty();
        }

        @Override
        public Set<RoomName> rooms() {
            return Set.copyOf(rooms);
        }

        @Override
        public void ended(Ending ending) {
            // Nobody has to know
        }

        void says(String text) {
            frames.comes(0x81, text);
        }
    }

    private Traces traces(long bytes) {
        TraceLimits limits = new TraceLimits(2, SIZE.frames(), SIZE.payloadBytes(), bytes, Duration.ofHours(1));
        return new Traces(limits, connections.context().registry(), time, time);
    }

    private Traces traces() {
        return traces(1 << 20);
    }

    private LiveConnection opened(User user, Line line) {
        LiveConnection connection = connections.opening(user, line);
        connection.speaks(line);
        connection.opened();
        return connection;
    }

    private static Traces.Order order(Subject subject) {
        return new Traces.Order(subject, Optional.empty(), Optional.empty());
    }

    private static long frames(Traces traces, LiveConnection connection) {
        return traces.find(connection.id())
                .map(traced -> traced.frames().after(0, 0).count())
                .orElse(-1L);
    }

    @Test
    void a_connection_is_traced_from_the_beginning_of_its_trace_to_the_end() {
        Traces traces = traces();
        Line line = new Line();
        LiveConnection ann = opened(ANN, line);
        LiveConnection bob = opened(BOB, new Line());
        line.says("before");

        Trace trace = traces.start(order(new Subject.OneConnection(ann.id())), "root");
        line.says("one");
        line.says("two");

        assertThat(frames(traces, ann)).isEqualTo(2);
        assertThat(traces.find(bob.id())).isEmpty();
        assertThat(traces.all()).containsExactly(trace);
        assertThat(traces.stop(trace.id())).contains(trace);
        assertThat(traces.find(ann.id())).isEmpty();
        assertThat(traces.all()).isEmpty();
        assertThat(traces.stop(trace.id())).isEmpty();
        assertThat(traces.counts()).isEqualTo(new TraceCounts(0, 0, 0, 0, 0));
    }

    @Test
    void a_user_is_traced_on_connections_that_come_later_too() {
        Traces traces = traces();
        Line first = new Line();
        Line second = new Line();
        LiveConnection before = opened(ANN, first);
        traces.start(order(new Subject.OfUser(ANN.key())), "root");
        LiveConnection later = opened(ANN, second);
        traces.opened(new ConnectionOpened(later));
        LiveConnection bob = opened(BOB, new Line());
        traces.opened(new ConnectionOpened(bob));

        first.says("one");
        second.says("two");

        assertThat(frames(traces, before)).isEqualTo(1);
        assertThat(frames(traces, later)).isEqualTo(1);
        assertThat(traces.find(bob.id())).isEmpty();
    }

    @Test
    void a_room_is_traced_with_who_is_there_and_who_joins_and_goes_on_when_they_leave() {
        Traces traces = traces();
        Line there = new Line();
        there.rooms.add(HALL);
        LiveConnection ann = opened(ANN, there);
        Line comes = new Line();
        LiveConnection bob = opened(BOB, comes);
        traces.start(order(new Subject.InRoom(HALL)), "root");
        comes.says("before");
        comes.rooms.add(HALL);
        traces.joining(bob, HALL);
        there.rooms.clear();

        there.says("one");
        comes.says("two");

        assertThat(frames(traces, ann)).isEqualTo(1);
        assertThat(frames(traces, bob)).isEqualTo(1);
    }

    @Test
    void a_sample_of_one_in_one_is_everybody() {
        Traces traces = traces();
        LiveConnection ann = opened(ANN, new Line());
        LiveConnection bob = opened(BOB, new Line());

        traces.start(order(new Subject.Sample(1)), "root");

        assertThat(traces.connections())
                .extracting(traced -> traced.connection().id())
                .containsExactlyInAnyOrder(ann.id(), bob.id());
    }

    @Test
    void a_connection_that_two_traces_cover_is_kept_once_until_both_have_ended() {
        Traces traces = traces();
        Line line = new Line();
        LiveConnection ann = opened(ANN, line);
        Trace first = traces.start(order(new Subject.Sample(1)), "root");
        line.says("one");
        Trace second = traces.start(order(new Subject.OneConnection(ann.id())), "root");
        line.says("two");

        assertThat(traces.counts().bytes()).isEqualTo(SIZE.memoryBytes());
        traces.stop(first.id());
        line.says("three");
        assertThat(frames(traces, ann)).isEqualTo(3);
        traces.stop(second.id());
        assertThat(traces.counts().bytes()).isZero();
    }

    @Test
    void a_trace_ends_by_itself() {
        Traces traces = traces();
        LiveConnection ann = opened(ANN, new Line());
        traces.start(
                new Traces.Order(new Subject.Sample(1), Optional.empty(), Optional.of(Duration.ofMinutes(5))), "root");

        time.pass(Duration.ofMinutes(4));
        assertThat(traces.find(ann.id())).isPresent();
        time.pass(Duration.ofMinutes(1));

        assertThat(traces.find(ann.id())).isEmpty();
        assertThat(traces.all()).isEmpty();
    }

    @Test
    void more_than_may_be_is_refused() {
        Traces traces = traces();
        traces.start(order(new Subject.Sample(1)), "root");
        traces.start(order(new Subject.Sample(2)), "root");

        assertThatThrownBy(() -> traces.start(order(new Subject.Sample(3)), "root"))
                .isInstanceOfSatisfying(
                        TraceRefusedException.class,
                        refusal -> assertThat(refusal.isFull()).isTrue());
        assertThat(traces.all()).hasSize(2);
        for (Traces.Order wrong : List.of(
                new Traces.Order(new Subject.Sample(1), Optional.of(0), Optional.empty()),
                new Traces.Order(new Subject.Sample(1), Optional.of(11), Optional.empty()),
                new Traces.Order(new Subject.Sample(1), Optional.empty(), Optional.of(Duration.ZERO)),
                new Traces.Order(new Subject.Sample(1), Optional.empty(), Optional.of(Duration.ofHours(2))))) {
            assertThatThrownBy(() -> traces.start(wrong, "root"))
                    .isInstanceOfSatisfying(
                            TraceRefusedException.class,
                            refusal -> assertThat(refusal.isFull()).isFalse());
        }
    }

    @Test
    void all_traces_together_take_no_more_than_they_may_and_what_is_over_makes_room() {
        Traces traces = traces(2 * SIZE.memoryBytes());
        Line over = new Line();
        LiveConnection first = opened(ANN, over);
        LiveConnection second = opened(BOB, new Line());
        traces.start(order(new Subject.Sample(1)), "root");

        LiveConnection third = opened(ANN, new Line());
        traces.opened(new ConnectionOpened(third));
        assertThat(traces.find(third.id())).as("no room").isEmpty();
        assertThat(traces.counts().missed()).isEqualTo(1);

        traces.closed(new ConnectionClosed(first, Ending.lost(), Duration.ZERO, new Traffic(0, 0, 0, 0, 0)));
        assertThat(traces.find(first.id())).as("ended, and kept").isPresent();
        over.frames.inspection().gone();
        LiveConnection fourth = opened(BOB, new Line());
        traces.opened(new ConnectionOpened(fourth));

        assertThat(traces.find(fourth.id())).isPresent();
        assertThat(traces.find(first.id())).isEmpty();
        assertThat(traces.find(second.id())).isPresent();
        assertThat(traces.counts()).isEqualTo(new TraceCounts(1, 2, 2 * SIZE.memoryBytes(), 1, 1));
    }

    @Test
    void a_connection_is_missed_once_wherever_it_goes_and_by_however_many_traces() {
        Traces traces = traces(SIZE.memoryBytes());
        opened(BOB, new Line());
        traces.start(order(new Subject.Sample(1)), "root");
        traces.start(order(new Subject.InRoom(HALL)), "root");
        Line line = new Line();
        LiveConnection ann = opened(ANN, line);
        traces.opened(new ConnectionOpened(ann));

        for (String room : List.of("hall", "yard", "hall")) {
            line.rooms.add(new RoomName(room));
            traces.joining(ann, new RoomName(room));
        }
        assertThat(traces.counts().missed()).isEqualTo(1);

        traces.closed(new ConnectionClosed(ann, Ending.lost(), Duration.ZERO, new Traffic(0, 0, 0, 0, 0)));
        traces.opened(new ConnectionOpened(opened(ANN, new Line())));
        assertThat(traces.counts().missed()).as("another one").isEqualTo(2);
    }

    @Test
    void a_connection_whose_frames_the_server_does_not_show_is_missed() {
        Traces traces = traces();
        Line line = new Line();
        line.visible = false;
        opened(ANN, line);

        traces.start(order(new Subject.Sample(1)), "root");

        assertThat(traces.connections()).isEmpty();
        assertThat(traces.counts().missed()).isEqualTo(1);
    }
}
