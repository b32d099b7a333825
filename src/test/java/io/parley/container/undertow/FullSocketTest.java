package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameInspector;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import io.parley.session.Batches;
import io.parley.session.FakeThread;
import io.parley.session.Outlet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.WriteReadyHandler;

/** Who hears that a socket takes something again, and who does not. */
class FullSocketTest {

    private static final byte[] CLOSE = FrameWriter.close(1000, "");
    private static final byte[] PING = FrameWriter.frame(Opcode.PING, new byte[] {1, 2});
    private static final byte[] HELLO = FrameWriter.frame(Opcode.TEXT, new byte[] {'h', 'e', 'l', 'l', 'o'});

    private final FakeSocket socket = new FakeSocket();
    private final FrameStatistics statistics = new FrameStatistics();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final TestOutgoing ours = new TestOutgoing();
    private final TappedSink sink = new TappedSink(
            socket,
            Nothing.as(WriteReadyHandler.class),
            new Outflow(new FrameInspection(Routes.ANY, statistics.connection(), List.of()).outbound(), refusal -> {}),
            new Outlet(tasks::add),
            new OpenConnection());

    @BeforeEach
    void begin() {
        sink.begin(ours);
    }

    /** Undertow sets a handler of its own when it makes its channel, which stands above what is tapped. */
    @Test
    void who_stands_above_hears_of_the_socket_behind_us() throws IOException {
        ByteBuffer ping = ByteBuffer.wrap(PING);
        sink.setWriteReadyHandler(new Above(() -> sink.write(ping)));
        socket.hasRoomFor(3);
        says(HELLO);
        sink.resumeWrites();

        socket.hasRoomFor(1000);

        assertThat(socket.written()).startsWith(HELLO).endsWith(PING).hasSize(HELLO.length + PING.length);
    }

    /** Undertow has written all of it by then, as it sees it, and does not wait for the socket any more. */
    @Test
    void the_rest_of_a_frame_and_the_close_frame_wait_for_a_socket_that_takes_little() throws IOException {
        ByteBuffer hello = ByteBuffer.wrap(HELLO);
        sink.setWriteReadyHandler(new Above(() -> {
            int written = sink.write(hello);
            sink.suspendWrites();
            return written;
        }));
        socket.hasRoomFor(2);
        sink.write(hello);
        sink.resumeWrites();
        sink.end(ByteBuffer.wrap(CLOSE));

        socket.hasRoomFor(2);
        assertThat(socket.written()).hasSize(4);
        socket.hasRoomFor(1000);

        assertThat(socket.written()).startsWith(HELLO).endsWith(CLOSE).hasSize(HELLO.length + CLOSE.length);
        assertThat(socket.isShut()).isTrue();
    }

    @Test
    void who_waits_until_our_close_frame_has_left_hears_it_then_and_at_once_behind_that() {
        List<String> heard = new ArrayList<>();
        socket.hasRoomFor(0);
        LastFrames last = sink.end(ByteBuffer.wrap(CLOSE));
        last.whenLeft(() -> heard.add("first"));

        socket.hasRoomFor(3);
        assertThat(heard).isEmpty();
        socket.hasRoomFor(1000);
        assertThat(heard).containsExactly("first");

        last.whenLeft(() -> heard.add("second"));
        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void what_waits_for_the_end_of_undertows_frame_is_said_to_be_stuck() throws IOException {
        socket.hasRoomFor(1);
        sink.write(ByteBuffer.wrap(PING));

        says(HELLO);

        assertThat(ours.isStuck()).isTrue();
    }

    @Test
    void a_socket_that_was_full_is_not_asked_again_behind_undertows_close_frame() throws IOException {
        socket.hasRoomFor(0);
        says(HELLO);
        ours.failed();
        socket.makesRoomFor(1000);
        sink.write(ByteBuffer.wrap(CLOSE));
        sink.suspendWrites();

        socket.hasRoomFor(1000);

        assertThat(socket.isResumed()).isFalse();
    }

    /** By asking, it is forgotten. */
    @Test
    void what_was_given_up_is_asked_for_while_the_socket_is_full() {
        socket.hasRoomFor(0);
        says(HELLO);
        int asked = ours.asked();

        sink.ready();
        tasks.remove().run();

        assertThat(ours.asked()).isGreaterThan(asked);
    }

    /** An inspector hears of all that goes out from one thread. */
    @Test
    void what_an_inspector_sees_is_written_by_the_io_thread() {
        FrameInspection inspection = new FrameInspection(Routes.ANY, statistics.connection(), List.of());
        Outlet asleep = new Outlet(FakeThread.asleep(tasks::add));
        TappedSink lent = new TappedSink(
                socket,
                Nothing.as(WriteReadyHandler.class),
                new Outflow(inspection.outbound(), refusal -> {}),
                asleep,
                new OpenConnection());
        lent.begin(ours);
        lent.suspendWrites();

        assertThat(Batches.writtenByAnother(asleep, lent, "one")).isEqualTo(5);
        inspection.add(new FrameInspector() {});
        assertThat(Batches.writtenByAnother(asleep, lent, "two")).isZero();
        assertThat(Batches.written(lent, Batches.of("three"))).isEqualTo(7);
    }

    @Test
    void what_many_get_is_written_at_once_and_counted() {
        sink.suspendWrites();

        assertThat(Batches.written(sink, Batches.of("one", "two"))).isEqualTo(10);

        assertThat(socket.writes()).isEqualTo(1);
        assertThat(socket.written())
                .startsWith(text("one"))
                .endsWith(text("two"))
                .hasSize(10);
        assertThat(socket.isResumed()).isFalse();
        assertThat(statistics.counts().out().messages()).isEqualTo(2);
    }

    @Test
    void what_many_get_waits_while_a_frame_of_undertows_is_under_way() throws IOException {
        sink.suspendWrites();
        socket.hasRoomFor(4);
        sink.write(ByteBuffer.wrap(HELLO));
        socket.makesRoomFor(1000);

        assertThat(Batches.written(sink, Batches.of("one"))).isZero();
    }

    @Test
    void what_many_get_is_not_written_behind_a_close_frame() throws IOException {
        sink.suspendWrites();
        sink.write(ByteBuffer.wrap(CLOSE));
        assertThat(Batches.written(sink, Batches.of("one"))).isZero();

        assertThat(socket.written()).isEqualTo(CLOSE);
    }

    @Test
    void what_many_get_is_not_written_once_we_end() {
        sink.suspendWrites();
        sink.end(ByteBuffer.wrap(CLOSE));

        assertThat(Batches.written(sink, Batches.of("one"))).isZero();

        assertThat(socket.written()).isEqualTo(CLOSE);
    }

    @Test
    void what_many_get_and_the_socket_takes_in_part_is_told_of_as_far_as_it_is_whole() {
        sink.suspendWrites();
        socket.hasRoomFor(6);

        assertThat(Batches.written(sink, Batches.of("one", "two"))).isEqualTo(6);

        assertThat(statistics.counts().out().messages()).isEqualTo(1);
        socket.makesRoomFor(1000);
        assertThat(Batches.written(sink, Batches.of("three")))
                .as("behind what was begun")
                .isZero();
    }

    /** Another thread may be writing in place of the one that listens. */
    @Test
    void who_writes_what_many_get_leaves_the_listening_to_the_io_thread() {
        sink.suspendWrites();
        socket.hasRoomFor(6);

        Batches.written(sink, Batches.of("one", "two"));

        assertThat(socket.isResumed()).isFalse();
    }

    @Test
    void what_many_get_waits_while_the_socket_is_listened_to() {
        sink.suspendWrites();
        sink.resumeWrites();

        assertThat(Batches.written(sink, Batches.of("one"))).isZero();
    }

    @Test
    void a_failure_to_write_what_many_get_is_left_to_the_io_thread_and_nothing_more_is_tried() {
        sink.suspendWrites();
        socket.breaks();

        assertThat(Batches.written(sink, Batches.of("one"))).isZero();
        assertThat(ours.isFailed()).isFalse();
        int tried = socket.tries();
        Batches.written(sink, Batches.of("two"));
        assertThat(socket.tries()).isEqualTo(tried);
        says(HELLO);
        assertThat(ours.isFailed()).isTrue();
        assertThat(socket.written()).isEmpty();
    }

    /** Whoever it is that has found the socket full. */
    @Test
    void what_waits_behind_what_many_get_is_said_to_be_stuck() {
        sink.suspendWrites();
        socket.hasRoomFor(0);
        assertThat(Batches.written(sink, Batches.of("one"))).isZero();

        assertThat(socket.tries()).isEqualTo(1);
        says(HELLO);

        assertThat(ours.isStuck()).isTrue();
    }

    private static byte[] text(String text) {
        return FrameWriter.frame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void says(byte[] frame) {
        ours.add(frame);
        sink.ready();
        tasks.remove().run();
    }

    private interface Writing {
        int write() throws IOException;
    }

    private record Above(Writing writing) implements WriteReadyHandler {

        @Override
        public void writeReady() {
            try {
                writing.write();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void forceTermination() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void terminated() {
            throw new UnsupportedOperationException();
        }
    }
}
