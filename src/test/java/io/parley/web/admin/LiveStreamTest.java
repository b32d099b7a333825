package io.parley.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Opcode;
import io.parley.frame.trace.Travelling;
import io.parley.frame.trace.Visibility;
import io.parley.protocol.CloseReason;
import io.parley.protocol.User;
import io.parley.session.LiveConnection;
import io.parley.session.OutboxLimits;
import io.parley.session.Outgoing;
import io.parley.session.TestConnections;
import io.parley.session.Transport;
import io.parley.time.TestTime;
import io.parley.trace.Subject;
import io.parley.trace.TraceLimits;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private static final int FRAMES = 3;
    private static final int STREAMS = 2;

    private final TestTime time = new TestTime();
    private final Travelling frames = new Travelling();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final TestConnections connections =
            new TestConnections(time, new OutboxLimits(1 << 20, Duration.ofSeconds(10)));
    private final Traces traces = new Traces(
            new TraceLimits(5, FRAMES, 0, 1 << 20, Duration.ofHours(1)),
            connections.context().registry(),
            time,
            time);
    private final LiveStreams streams = new LiveStreams(STREAMS, traces, new ByHand(), time);
    private boolean closed;
    private final LiveConnection connection = connections.open(User.principal("ann"), new Shown());
    private final String trace = traces.start(
                    new Traces.Order(new Subject.Sample(1), Optional.empty(), Optional.empty()), "root")
            .id();

    /** Does what is wanted when the test says so. */
    private final class ByHand implements LiveStreams.Threads {

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void close() {
            tasks.add(() -> closed = true);
        }
    }

    /** Its frames can be seen, and nothing is sent. */
    private final class Shown implements Transport {

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
        public Optional<io.parley.frame.inspection.FrameInspection> frames() {
            return Optional.of(frames.inspection());
        }
    }

    private boolean follows(TestSink sink, long after) {
        TracedConnection traced = traces.find(connection.id()).orElseThrow();
        boolean begun = streams.begin(traced, after, new LiveStream.Client(sink, sink.sse(), Visibility.REDACTED));
        runs();
        return begun;
    }

    private void runs() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void says(String text) {
        frames.comes(0x81, text);
        runs();
    }

    @Test
    void frames_that_are_kept_come_first_and_then_each_that_passes() {
        says("one");
        says("two");
        TestSink sink = new TestSink();

        assertThat(follows(sink, 1)).isTrue();
        says("three");

        assertThat(sink.names()).containsExactly("frame 2", "frame 3");
    }

    @Test
    void who_does_not_read_has_one_event_under_way_and_is_told_what_was_missed() {
        TestSink sink = new TestSink().stops();
        follows(sink, 0);
        for (int i = 1; i <= 10; i++) {
            says("frame " + i);
        }
        assertThat(sink.names()).containsExactly("frame 1");

        sink.goesOn();
        runs();

        assertThat(sink.names()).containsExactly("frame 1", "missed", "frame 8", "frame 9", "frame 10");
    }

    @Test
    void who_does_not_read_for_long_is_let_go_and_another_may_come() {
        TestSink sink = new TestSink().stops();
        follows(sink, 0);
        follows(new TestSink(), 0);
        says("one");
        assertThat(follows(new TestSink(), 0)).as("one too many").isFalse();

        for (int beat = 0; beat < 3; beat++) {
            assertThat(sink.isClosed()).isFalse();
            time.pass(Duration.ofSeconds(10));
            runs();
        }

        assertThat(sink.isClosed()).isTrue();
        assertThat(streams.count()).isEqualTo(1);
        assertThat(follows(new TestSink(), 0)).isTrue();
    }

    @Test
    void who_hears_nothing_is_sent_something_now_and_then_so_that_it_is_found_when_it_is_gone() {
        TestSink sink = new TestSink();
        follows(sink, 0);
        time.pass(Duration.ofSeconds(10));
        runs();
        assertThat(sink.names()).containsExactly("");

        sink.breaks();
        time.pass(Duration.ofSeconds(10));
        runs();

        assertThat(streams.count()).isZero();
    }

    @Test
    void a_connection_that_ends_ends_its_streams() {
        TestSink sink = new TestSink();
        follows(sink, 0);
        frames.goes(Opcode.CLOSE, "\u0003\u00e8");
        frames.inspection().gone();
        runs();

        assertThat(sink.names()).containsExactly("frame 1", "over");
        assertThat(sink.isClosed()).isTrue();
        assertThat(streams.count()).isZero();
    }

    @Test
    void a_refusal_is_told_once() {
        TestSink sink = new TestSink();
        follows(sink, 0);
        frames.comes(0x83, "x");
        runs();
        frames.goes(Opcode.PING, "x");
        runs();

        assertThat(sink.names()).containsExactly("refused", "frame 1");
    }

    @Test
    void a_trace_that_ends_ends_its_streams() {
        TestSink sink = new TestSink();
        follows(sink, 0);
        traces.stop(trace);

        time.pass(Duration.ofSeconds(10));
        runs();

        assertThat(sink.names()).containsExactly("over");
        assertThat(streams.count()).isZero();
    }

    @Test
    void a_stream_ends_with_its_trace_though_another_one_of_the_connection_has_begun() {
        TestSink sink = new TestSink();
        follows(sink, 0);
        traces.stop(trace);
        traces.start(new Traces.Order(new Subject.Sample(1), Optional.empty(), Optional.empty()), "root");

        time.pass(Duration.ofSeconds(10));
        runs();

        assertThat(sink.names()).containsExactly("over");
        assertThat(sink.isClosed()).isTrue();
    }

    @Test
    void who_is_let_go_makes_room_only_once_its_stream_is_closed_which_may_take_a_thread_for_long() {
        follows(new TestSink().stops(), 0);
        follows(new TestSink(), 0);
        says("one");
        time.pass(Duration.ofSeconds(10));
        runs();
        time.pass(Duration.ofSeconds(20));

        assertThat(streams.count())
                .as("as long as nobody had the time to close it")
                .isEqualTo(2);
        runs();

        assertThat(streams.count()).isEqualTo(1);
    }

    @Test
    void who_is_let_go_keeps_the_place_as_long_as_a_thread_sends_to_it() {
        says("one");
        TestSink sink = new TestSink();
        sink.blocksWhile(() -> {
            for (int beat = 0; beat < 3; beat++) {
                time.pass(Duration.ofSeconds(10));
                runs();
            }
            assertThat(sink.isClosed()).isTrue();
            assertThat(streams.count()).as("the thread is not free").isEqualTo(1);
        });

        follows(sink, 0);

        assertThat(sink.names()).containsExactly("frame 1");
        assertThat(streams.count()).isZero();
    }

    @Test
    void a_server_that_stops_ends_all_and_begins_none() {
        TestSink sink = new TestSink();
        follows(sink, 0);

        streams.stop();
        runs();

        assertThat(sink.isClosed()).isTrue();
        assertThat(closed).as("its threads are given back").isTrue();
        assertThat(follows(new TestSink(), 0)).isFalse();
    }
}
