package io.parley.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.frame.Opcode;
import io.parley.frame.trace.Travelling;
import io.parley.frame.trace.Visibility;
import io.parley.protocol.CloseReason;
import io.parley.protocol.User;
import io.parley.session.LiveConnection;
import io.parley.session.OutboxLimits;
import io.parley.session.Outgoing;
import io.parley.session.Sender;
import io.parley.session.TestConnections;
import io.parley.session.Transport;
import io.parley.time.TestTime;
import io.parley.trace.Subject;
import io.parley.trace.TraceLimits;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private static final int FRAMES = 3;
    private static final int STREAMS = 2;
    private static final int RACES = 500;
    private static final int PATIENCE_SECONDS = 30;

    private final TestTime time = new TestTime();
    private final Travelling frames = new Travelling();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Future<?>> tasks = new ArrayList<>();
    private final TestConnections connections =
            new TestConnections(time, new OutboxLimits(1 << 20, Duration.ofSeconds(10)));
    private final Traces traces = new Traces(
            new TraceLimits(5, FRAMES, 0, 1 << 20, Duration.ofHours(1)),
            connections.context().registry(),
            time,
            time);
    private final LiveStreams streams = new LiveStreams(STREAMS, traces, new Counted(), time);
    private final LiveConnection connection = connections.open(User.principal("ann"), new Shown());
    private final String trace = traces.start(
                    new Traces.Order(new Subject.Sample(1), Optional.empty(), Optional.empty()), "root")
            .id();

    /** Each has a thread. */
    private final class Counted implements LiveStreams.Threads {

        @Override
        public void execute(Runnable task) {
            tasks.add(pool.submit(task));
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    /** Its frames can be seen, and nothing is sent. */
    private final class Shown implements Transport, Sender {

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
        public Optional<io.parley.frame.inspection.FrameInspection> frames() {
            return Optional.of(frames.inspection());
        }
    }

    @AfterEach
    void stops() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private boolean follows(TestReader reader, long after) {
        TracedConnection traced = traces.find(connection.id()).orElseThrow();
        return streams.begin(new LiveStream(traced, after, Visibility.REDACTED), output -> {
            try {
                output.write(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Waits until the thread of a stream is free, which is counted from 0. */
    private void ended(int stream) throws Exception {
        tasks.get(stream).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void says(String text) {
        frames.comes(0x81, text);
    }

    /** Somebody tries to write to it, and has to wait. */
    private static void isStuck(TestReader reader) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!reader.isWaitedFor() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(reader.isWaitedFor()).isTrue();
    }

    private void beats() {
        time.pass(Duration.ofSeconds(10));
    }

    @Test
    void frames_that_are_kept_come_first_and_then_each_that_passes() throws Exception {
        says("one");
        says("two");
        TestReader reader = TestReader.ofAll();

        assertThat(follows(reader, 1)).isTrue();
        assertThat(reader.next(2)).containsExactly("", "frame 2");
        says("three");

        assertThat(reader.next(1)).containsExactly("frame 3");
    }

    @Test
    void who_does_not_read_has_one_event_under_way_and_is_told_what_was_missed() throws Exception {
        TestReader reader = TestReader.ofNoMoreThan(2);
        follows(reader, 0);
        says("frame 1");
        assertThat(reader.next(2)).containsExactly("", "frame 1");
        says("frame 2");
        isStuck(reader);
        for (int i = 3; i <= 10; i++) {
            says("frame " + i);
        }

        reader.readsOn();

        assertThat(reader.next(5)).containsExactly("frame 2", "missed", "frame 8", "frame 9", "frame 10");
    }

    @Test
    void who_does_not_read_for_long_is_let_go_and_another_may_come() throws Exception {
        TestReader reader = TestReader.ofNoMoreThan(1);
        follows(reader, 0);
        TestReader other = TestReader.ofAll();
        follows(other, 0);
        says("one");
        isStuck(reader);
        assertThat(other.next(2)).containsExactly("", "frame 1");
        assertThat(follows(TestReader.ofAll(), 0)).as("one too many").isFalse();

        for (int beat = 0; beat < 3; beat++) {
            assertThat(reader.isWaitedFor()).isTrue();
            beats();
            assertThat(other.next(1)).containsExactly("");
        }
        ended(0);

        assertThat(streams.count()).isEqualTo(1);
        assertThat(follows(TestReader.ofAll(), 0)).isTrue();
    }

    @Test
    void who_hears_nothing_is_sent_something_now_and_then_so_that_it_is_found_when_it_is_gone() throws Exception {
        TestReader reader = TestReader.ofAll();
        follows(reader, 0);
        assertThat(reader.next(1)).containsExactly("");
        for (int i = 0; i < 5; i++) {
            beats();
            assertThat(reader.next(1)).containsExactly("");
        }

        reader.goes();
        beats();
        ended(0);

        assertThat(streams.count()).isZero();
    }

    @Test
    void a_connection_that_ends_ends_its_streams() throws Exception {
        TestReader reader = TestReader.ofAll();
        follows(reader, 0);
        frames.goes(Opcode.CLOSE, "\u0003\u00e8");
        frames.inspection().gone();

        assertThat(reader.next(3)).containsExactly("", "frame 1", "over");
        ended(0);
        assertThat(streams.count()).isZero();
    }

    /** The last frame, and the end, may come at any moment of its looking for them. */
    @RepeatedTest(RACES)
    void a_stream_says_nothing_is_to_come_behind_the_last_frame_alone(RepetitionInfo race) throws Exception {
        TestReader reader = TestReader.ofAll();
        follows(reader, 0);
        frames.goes(Opcode.PING, "");
        for (int i = 0; i < race.getCurrentRepetition(); i++) {
            Thread.onSpinWait();
        }
        frames.goes(Opcode.CLOSE, "\u0003\u00e8");
        frames.inspection().gone();

        assertThat(reader.next(4)).containsExactly("", "frame 1", "frame 2", "over");
    }

    @Test
    void a_refusal_is_told_once() throws Exception {
        TestReader reader = TestReader.ofAll();
        follows(reader, 0);
        frames.comes(0x83, "x");
        assertThat(reader.next(2)).containsExactly("", "refused");
        frames.goes(Opcode.PING, "x");

        assertThat(reader.next(1)).containsExactly("frame 1");
        beats();
        assertThat(reader.next(1)).containsExactly("");
    }

    @Test
    void a_trace_that_ends_ends_its_streams() throws Exception {
        TestReader reader = TestReader.ofAll();
        follows(reader, 0);
        traces.stop(trace);

        beats();

        assertThat(reader.next(2)).containsExactly("", "over");
        ended(0);
        assertThat(streams.count()).isZero();
    }

    @Test
    void a_stream_ends_with_its_trace_though_another_one_of_the_connection_has_begun() throws Exception {
        TestReader reader = TestReader.ofAll();
        follows(reader, 0);
        traces.stop(trace);
        traces.start(new Traces.Order(new Subject.Sample(1), Optional.empty(), Optional.empty()), "root");

        beats();

        assertThat(reader.next(2)).containsExactly("", "over");
        ended(0);
    }

    @Test
    void who_is_let_go_keeps_the_place_as_long_as_a_thread_writes_to_it() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        TestReader reader = TestReader.ofNoMoreThan(0);
        TracedConnection traced = traces.find(connection.id()).orElseThrow();
        streams.begin(new LiveStream(traced, 0, Visibility.REDACTED), output -> {
            try {
                output.write(reader);
                written.countDown();
                assertThat(free.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        isStuck(reader);
        beats();
        beats();
        beats();
        assertThat(written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(streams.count()).as("the server is not done with it").isEqualTo(1);
        free.countDown();
        ended(0);

        assertThat(streams.count()).isZero();
    }

    /** What it adds to the stream may have to wait for the client as well. */
    @Test
    void the_server_does_not_wait_either_for_who_does_not_read() throws Exception {
        TracedConnection traced = traces.find(connection.id()).orElseThrow();
        TestReader reader = TestReader.ofNoMoreThan(1);
        streams.begin(new LiveStream(traced, 0, Visibility.REDACTED), output -> {
            try {
                output.write(OutputStream.nullOutputStream());
                reader.write(new byte[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        traces.stop(trace);
        reader.write(new byte[0]);
        beats();
        isStuck(reader);
        beats();
        beats();
        beats();

        assertThatThrownBy(() -> ended(0)).hasRootCauseInstanceOf(InterruptedIOException.class);
        assertThat(streams.count()).isZero();
    }

    @Test
    void where_there_is_no_thread_for_it_no_place_is_taken() {
        pool.shutdown();

        assertThatThrownBy(() -> follows(TestReader.ofAll(), 0)).isInstanceOf(RejectedExecutionException.class);

        assertThat(streams.count()).isZero();
    }

    @Test
    void a_server_that_stops_ends_all_and_begins_none() throws Exception {
        TestReader reader = TestReader.ofAll();
        follows(reader, 0);
        assertThat(reader.next(1)).containsExactly("");

        streams.stop();
        ended(0);

        assertThat(pool.isShutdown()).as("its threads are given back").isTrue();
        assertThat(follows(TestReader.ofAll(), 0)).isFalse();
    }
}
