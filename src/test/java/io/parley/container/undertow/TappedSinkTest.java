package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.ConnectionFrames;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.WriteReadyHandler;

/** RFC 6455, section 5.5.1: behind a close frame nothing is sent; section 5.4: no frame is torn by it. */
class TappedSinkTest {

    private static final byte[] CLOSE = FrameWriter.close(1012, "bye");
    private static final byte[] HELLO = FrameWriter.frame(Opcode.TEXT, new byte[] {'h', 'e', 'l', 'l', 'o'});
    private static final byte[] WORLD = FrameWriter.frame(Opcode.TEXT, new byte[] {'w', 'o', 'r', 'l', 'd'});

    private final FakeSocket socket = new FakeSocket();
    private final ConnectionFrames statistics = new FrameStatistics().connection();
    private final List<String> calls = new ArrayList<>();
    private final TappedSink sink = new TappedSink(
            socket,
            new Undertow(),
            new Outflow(new FrameInspection(statistics, List.of()).outbound(), refusal -> calls.add("refused")),
            () -> calls.add("broken"));

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
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private final class Undertow implements WriteReadyHandler {
        @Override
        public void writeReady() {
            calls.add("ready");
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
