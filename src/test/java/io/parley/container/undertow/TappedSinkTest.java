package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameInspector;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import io.parley.session.Outlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.WriteReadyHandler;

/** RFC 6455, section 5.5.1: behind a close frame nothing is sent; section 5.4: no frame is torn by it. */
class TappedSinkTest {

    private static final byte[] CLOSE = FrameWriter.close(1012, "bye");
    private static final byte[] PING = FrameWriter.frame(Opcode.PING, new byte[] {1, 2});
    private static final byte[] HELLO = FrameWriter.frame(Opcode.TEXT, new byte[] {'h', 'e', 'l', 'l', 'o'});
    private static final byte[] WORLD = FrameWriter.frame(Opcode.TEXT, new byte[] {'w', 'o', 'r', 'l', 'd'});

    private final FakeSocket socket = new FakeSocket();
    private final FrameStatistics statistics = new FrameStatistics();
    private final List<String> calls = new ArrayList<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<ByteBuffer> undertows = new ArrayDeque<>();
    private final Undertow undertow = new Undertow();
    private final TappedSink sink = new TappedSink(
            socket,
            undertow,
            new Outflow(
                    new FrameInspection(Routes.ANY, statistics.connection(), inspectors()).outbound(),
                    refusal -> calls.add("refused")),
            new Outlet(tasks::add),
            new Connection());
    private final TestOutgoing ours = new TestOutgoing();
    private boolean peerClosed;

    /** Who looks at what goes out, beside those who count. */
    List<FrameInspector> inspectors() {
        return List.of();
    }

    @BeforeEach
    void begin() {
        sink.begin(ours);
    }

    @Test
    void between_frames_the_close_frame_leaves_at_once_and_the_output_is_shut() throws IOException {
        write(HELLO);

        sink.end(ByteBuffer.wrap(CLOSE));

        assertThat(socket.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(socket.isShut()).isTrue();
        assertThat(socket.isResumed()).isFalse();
    }

    @Test
    void a_frame_that_has_begun_is_finished_first_and_what_follows_is_forgotten() throws IOException {
        socket.hasRoomFor(4);
        ByteBuffer both = ByteBuffer.wrap(joined(HELLO, WORLD));
        sink.write(both);
        socket.hasRoomFor(1000);

        sink.end(ByteBuffer.wrap(CLOSE));
        assertThat(socket.written()).hasSize(4);
        sink.write(new ByteBuffer[] {both}, 0, 1);

        assertThat(both.hasRemaining()).isFalse();
        assertThat(socket.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(socket.isShut()).isTrue();
        write(WORLD);
        assertThat(socket.written()).isEqualTo(joined(HELLO, CLOSE));
    }

    @Test
    void a_close_frame_waits_for_a_socket_that_is_full() throws IOException {
        write(HELLO);
        socket.hasRoomFor(0);
        sink.end(ByteBuffer.wrap(CLOSE));
        assertThat(socket.isResumed()).isTrue();

        socket.hasRoomFor(3);
        assertThat(socket.isShut()).isFalse();
        socket.hasRoomFor(1000);

        assertThat(socket.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(socket.isShut()).isTrue();
    }

    @Test
    void where_undertow_has_sent_a_close_frame_there_is_no_second_one() throws IOException {
        byte[] theirs = FrameWriter.close(1000, "");
        write(theirs);

        sink.end(ByteBuffer.wrap(CLOSE));

        assertThat(socket.written()).isEqualTo(theirs);
        assertThat(socket.isShut()).isTrue();
    }

    @Test
    void undertow_shuts_the_output_as_long_as_we_do_not() throws IOException {
        sink.terminateWrites();

        assertThat(socket.isShut()).isTrue();
    }

    @RepeatedTest(300)
    void whenever_it_comes_it_stands_behind_a_whole_frame_and_nothing_behind_it(RepetitionInfo repetition)
            throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[][] frames = new byte[20][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = FrameWriter.frame(i % 5 == 0 ? Opcode.PING : Opcode.TEXT, new byte[random.nextInt(120)]);
        }
        ByteBuffer all = ByteBuffer.wrap(joined(frames));
        int end = random.nextInt(all.limit());
        boolean closed = false;
        while (all.hasRemaining()) {
            if (all.position() >= end && !closed) {
                closed = true;
                sink.end(ByteBuffer.wrap(CLOSE));
            }
            socket.hasRoomFor(random.nextInt(40));
            sink.write(new ByteBuffer[] {all}, 0, 1);
        }
        if (!closed) {
            sink.end(ByteBuffer.wrap(CLOSE));
        }
        socket.hasRoomFor(10_000);

        byte[] written = socket.written();
        assertThat(written).endsWith(CLOSE);
        int border = written.length - CLOSE.length;
        assertThat(written).startsWith(Arrays.copyOf(all.array(), border));
        assertThat(borders(frames)).contains(border);
        assertThat(socket.isShut()).isTrue();
        assertThat(calls).isEmpty();
    }

    @Test
    void ours_leave_when_the_io_thread_gets_to_them_and_all_at_once() {
        say(HELLO, WORLD);
        assertThat(socket.written()).isEmpty();

        runTasks();

        assertThat(socket.written()).isEqualTo(joined(HELLO, WORLD));
        assertThat(socket.writes()).isEqualTo(1);
        assertThat(socket.isResumed()).as("what takes the write time-out back").isFalse();
    }

    @Test
    void the_io_thread_is_woken_once_for_many() {
        say(HELLO);
        say(WORLD);

        assertThat(tasks).hasSize(1);
    }

    @Test
    void ours_wait_for_the_end_of_undertows_message() throws IOException {
        byte[] begins = {0x01, 1, 'a'};
        byte[] ends = {(byte) 0x80, 1, 'b'};
        write(begins);
        say(HELLO);
        runTasks();
        write(PING);
        runTasks();
        assertThat(socket.written()).isEqualTo(joined(begins, PING));

        write(ends);
        runTasks();

        assertThat(socket.written()).isEqualTo(joined(begins, PING, ends, HELLO));
    }

    @Test
    void undertow_waits_for_the_end_of_ours_and_is_called_then() throws IOException {
        socket.hasRoomFor(3);
        say(HELLO, WORLD);
        runTasks();
        ByteBuffer ping = ByteBuffer.wrap(PING);
        assertThat(sink.write(ping)).isZero();
        assertThat(sink.write(new ByteBuffer[] {ping}, 0, 1)).isZero();
        undertows.add(ping);
        sink.resumeWrites();

        socket.hasRoomFor(1000);

        assertThat(socket.written()).isEqualTo(joined(HELLO, PING, WORLD));
    }

    @Test
    void an_answer_to_a_close_frame_waits_for_all_of_ours_and_nothing_follows_it() throws IOException {
        say(HELLO);
        peerClosed = true;
        byte[] answer = FrameWriter.close(1000, "");

        write(answer);
        say(WORLD);
        runTasks();

        assertThat(socket.written()).isEqualTo(joined(HELLO, answer));
    }

    @Test
    void behind_undertows_close_frame_the_socket_is_not_listened_to_for_what_may_not_leave() throws IOException {
        socket.hasRoomFor(0);
        say(HELLO);
        runTasks();
        socket.makesRoomFor(1000);
        write(FrameWriter.close(1001, ""));
        assertThat(socket.isResumed()).isTrue();

        socket.hasRoomFor(1000);

        assertThat(socket.isResumed()).isFalse();
        assertThat(socket.written()).isEqualTo(FrameWriter.close(1001, ""));
    }

    @Test
    void a_socket_that_is_full_is_waited_for_and_said_to_be() {
        socket.hasRoomFor(0);
        say(HELLO);
        runTasks();
        assertThat(ours.isStuck()).isTrue();
        assertThat(socket.isResumed()).isTrue();

        socket.hasRoomFor(1000);

        assertThat(socket.written()).isEqualTo(HELLO);
        assertThat(socket.isResumed()).isFalse();
    }

    @Test
    void a_close_frame_stands_behind_the_one_of_ours_that_is_under_way_and_before_the_others() {
        socket.hasRoomFor(3);
        say(HELLO, WORLD);
        runTasks();

        sink.end(ByteBuffer.wrap(CLOSE));
        socket.hasRoomFor(1000);

        assertThat(socket.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(socket.isShut()).isTrue();
    }

    @Test
    void what_cannot_be_written_ends_the_connection_and_is_forgotten() {
        socket.breaks();
        say(HELLO);

        runTasks();

        assertThat(ours.isFailed()).isTrue();
        assertThat(calls).containsExactly("broken");
    }

    @RepeatedTest(300)
    void turns_tear_lose_and_reorder_nothing(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        List<byte[]> said = new ArrayList<>();
        List<byte[]> pings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    byte[] ping = FrameWriter.frame(Opcode.PING, numbered(pings.size(), 2 + random.nextInt(100)));
                    pings.add(ping);
                    undertows.add(ByteBuffer.wrap(ping));
                    undertow.writeReady();
                }
                case 1 -> {
                    byte[] text = FrameWriter.frame(Opcode.TEXT, numbered(said.size(), 2 + random.nextInt(300)));
                    said.add(text);
                    say(text);
                }
                case 2 -> runTasks();
                default -> socket.hasRoomFor(random.nextInt(200));
            }
        }
        socket.hasRoomFor(1_000_000);
        runTasks();

        assertThat(SentFrames.of(Opcode.TEXT, socket.written())).isEqualTo(joined(said.toArray(byte[][]::new)));
        assertThat(SentFrames.of(Opcode.PING, socket.written())).isEqualTo(joined(pings.toArray(byte[][]::new)));
        assertThat(calls).isEmpty();
        assertThat(statistics.counts().out()).isEqualTo(SentFrames.counted(socket.written()));
    }

    private static byte[] numbered(int number, int bytes) {
        byte[] payload = new byte[bytes];
        payload[0] = (byte) number;
        payload[1] = (byte) (number >> Byte.SIZE);
        return payload;
    }

    private void say(byte[]... frames) {
        Stream.of(frames).forEach(ours::add);
        sink.ready();
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void the_connection_is_told_when_Undertow_shuts_the_output_for_the_peer_may_never_do_so() throws IOException {
        sink.terminateWrites();

        assertThat(calls).contains("shut");
    }

    private static List<Integer> borders(byte[][] frames) {
        List<Integer> borders = new ArrayList<>(List.of(0));
        for (byte[] frame : frames) {
            borders.add(borders.get(borders.size() - 1) + frame.length);
        }
        return borders;
    }

    private void write(byte[] frame) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        sink.write(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(frames).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private final class Connection implements TappedConnection {
        @Override
        public boolean isPeerClosed() {
            return peerClosed;
        }

        @Override
        public void broken() {
            calls.add("broken");
        }

        @Override
        public void shut() {
            calls.add("shut");
        }
    }

    private final class Undertow implements WriteReadyHandler {
        @Override
        public void writeReady() {
            try {
                while (!undertows.isEmpty()) {
                    sink.write(undertows.element());
                    if (undertows.element().hasRemaining()) {
                        sink.resumeWrites();
                        return;
                    }
                    undertows.remove();
                }
                sink.suspendWrites();
            } catch (IOException e) {
                calls.add("failed");
            }
        }

        @Override
        public void forceTermination() {
            calls.add("forced");
        }

        @Override
        public void terminated() {
            calls.add("terminated");
        }
    }
}
