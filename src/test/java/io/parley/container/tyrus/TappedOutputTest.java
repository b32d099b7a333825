package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Outflow;
import io.parley.frame.inspection.Routes;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 6455, section 5.5.1: behind a close frame nothing is sent; section 5.4: no frame is torn by it. */
class TappedOutputTest {

    private static final byte[] CLOSE = FrameWriter.close(1012, "bye");
    private static final byte[] ANSWER = FrameWriter.close(1000, "");
    private static final byte[] HELLO = FrameWriter.frame(Opcode.TEXT, new byte[] {'h', 'e', 'l', 'l', 'o'});
    private static final byte[] WORLD = FrameWriter.frame(Opcode.TEXT, new byte[] {'w', 'o', 'r', 'l', 'd'});

    private final List<String> told = new ArrayList<>();
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final FakeOutput server = new FakeOutput();
    private final TappedOutput output = new TappedOutput(
            server,
            new Outflow(
                    new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of()).outbound(),
                    refusal -> told.add("refused")),
            new TappedOutput.Listener(
                    () -> told.add("writable"), () -> told.add("shut"), () -> told.add("broken"), later::add));

    @BeforeEach
    void begin() {
        output.begin();
        assertThat(told).containsExactly("writable");
        told.clear();
    }

    /** Room again, and all that follows from it. */
    private void hasRoomAgain() throws IOException {
        server.hasRoomAgain();
        goesOn();
    }

    private void goesOn() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    @Test
    void between_frames_the_close_frame_leaves_at_once_and_nothing_follows() throws IOException {
        output.write(HELLO);

        output.close(CLOSE);
        output.write(WORLD);

        assertThat(server.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(told).containsExactly("shut");
        assertThat(output.isReady()).as("for what is forgotten").isTrue();
    }

    @Test
    void a_frame_that_has_begun_is_finished_first_and_what_follows_is_forgotten() throws IOException {
        byte[] both = joined(HELLO, WORLD);
        output.write(both, 0, 4);

        output.close(CLOSE);
        assertThat(server.written()).hasSize(4);
        output.write(both, 4, both.length - 4);

        assertThat(server.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(told).containsExactly("shut");
    }

    @Test
    void a_close_frame_waits_for_a_connection_that_is_full() throws IOException {
        output.write(HELLO);
        server.isFull();

        output.close(CLOSE);
        assertThat(server.written()).isEqualTo(HELLO);
        assertThat(told).isEmpty();
        server.hasRoomAgain();

        assertThat(server.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(told).containsExactly("shut", "writable");
    }

    @Test
    void where_tyrus_has_closed_already_no_other_close_frame_follows() throws IOException {
        output.write(ANSWER);

        output.close(CLOSE);

        assertThat(server.written()).isEqualTo(ANSWER);
        assertThat(told).containsExactly("shut");
    }

    /** It answers a close frame while others still send. */
    @Test
    void nothing_follows_a_close_frame_of_tyrus() throws IOException {
        output.write(HELLO);
        output.write(ANSWER);

        output.write(WORLD);

        assertThat(server.written()).isEqualTo(joined(HELLO, ANSWER));
    }

    @Test
    void what_comes_after_all_waits_for_a_connection_that_is_full() throws IOException {
        server.isFull();
        output.whenAllHasLeft(() -> told.add("all has left"));
        assertThat(told).isEmpty();

        server.hasRoomAgain();
        output.whenAllHasLeft(() -> told.add("and nothing waits"));

        assertThat(told).containsExactly("writable", "all has left", "and nothing waits");
    }

    @Test
    void what_comes_after_all_waits_for_what_waits_with_tyrus_too() throws IOException {
        Queue tyrus = new Queue();
        output.setWriteListener(tyrus);
        server.isFull();
        assertThat(output.isReady()).isFalse();
        tyrus.waiting.add(HELLO);
        tyrus.waiting.add(ANSWER);
        output.whenAllHasLeft(() -> told.add("all has left"));

        server.hasRoomForOne();
        goesOn();
        assertThat(told).containsExactly("writable");
        hasRoomAgain();

        assertThat(server.written()).isEqualTo(joined(HELLO, ANSWER));
        assertThat(told).endsWith("all has left");
    }

    @Test
    void tyrus_hears_when_it_may_go_on_though_it_was_told_before_it_listened() throws IOException {
        Queue tyrus = new Queue();
        server.isFull();
        assertThat(output.isReady()).isFalse();
        tyrus.waiting.add(HELLO);
        server.hasRoomAgain();

        output.setWriteListener(tyrus);
        assertThat(server.written()).isEqualTo(HELLO);

        server.isFull();
        assertThat(output.isReady()).isFalse();
        tyrus.waiting.add(WORLD);
        hasRoomAgain();
        assertThat(server.written()).isEqualTo(joined(HELLO, WORLD));
    }

    /** Else Payara may tell one of two who wait, and use up the word for the other. */
    @Test
    void a_server_that_has_still_to_tell_is_not_asked_again() throws IOException {
        Queue tyrus = new Queue();
        output.setWriteListener(tyrus);
        server.isFull();
        assertThat(output.isReady()).isFalse();
        tyrus.waiting.add(HELLO);

        server.hasRoomButHasNotTold();
        assertThat(output.isReady()).as("before it has told").isFalse();
        output.close(CLOSE);
        assertThat(server.written()).isEmpty();
        server.tells();

        assertThat(server.written()).isEqualTo(CLOSE);
        assertThat(output.isReady()).isTrue();
    }

    @Test
    void what_waits_with_tyrus_when_we_close_is_forgotten() throws IOException {
        Queue tyrus = new Queue();
        server.isFull();
        assertThat(output.isReady()).isFalse();
        tyrus.waiting.add(HELLO);
        output.setWriteListener(tyrus);

        output.close(CLOSE);
        hasRoomAgain();

        assertThat(server.written()).isEqualTo(CLOSE);
        assertThat(tyrus.waiting).isEmpty();
    }

    @Test
    void a_stream_that_was_taken_back_within_a_write_is_not_flushed() {
        server.endsWithinWrite(output::end);

        assertThatThrownBy(() -> output.send(ByteBuffer.wrap(HELLO))).isInstanceOf(IOException.class);

        assertThat(server.flushes()).isZero();
    }

    /** The server would keep its thread until the peer has read. */
    @Test
    void what_tyrus_writes_when_ours_has_taken_the_room_leaves_as_soon_as_there_is_some() throws IOException {
        Queue tyrus = new Queue();
        output.setWriteListener(tyrus);
        server.hasRoomForOne();
        assertThat(output.isReady()).isTrue();
        assertThat(output.send(ByteBuffer.wrap(HELLO))).isTrue();
        told.clear();

        output.write(WORLD);
        assertThat(server.written()).isEqualTo(HELLO);
        output.whenAllHasLeft(() -> told.add("all has left"));
        server.hasRoomButHasNotTold();
        assertThat(output.isReady()).isFalse();
        assertThat(output.takesMessages()).isFalse();
        assertThat(told).isEmpty();
        server.tells();
        goesOn();

        assertThat(server.written()).isEqualTo(joined(HELLO, WORLD));
        assertThat(told).containsExactly("writable", "all has left");
        assertThat(output.takesMessages()).isTrue();
    }

    @Test
    void what_was_held_leaves_before_a_close_frame() throws IOException {
        server.hasRoomForOne();
        assertThat(output.send(ByteBuffer.wrap(HELLO))).isTrue();
        output.write(WORLD);

        output.close(CLOSE);
        server.hasRoomAgain();

        assertThat(server.written()).isEqualTo(joined(HELLO, WORLD, CLOSE));
        assertThat(told).containsSubsequence("shut", "writable");
    }

    /** It may wait for a thread of its own that waits for our lock. */
    @Test
    void the_server_is_called_under_no_lock() throws IOException {
        List<Boolean> locked = new ArrayList<>();
        Runnable look = () -> locked.add(Thread.holdsLock(output));

        server.meanwhile(look);
        assertThat(output.send(ByteBuffer.wrap(HELLO))).isTrue();
        server.meanwhile(look);
        output.write(HELLO);
        server.isFull();
        output.write(WORLD);
        server.meanwhile(look);
        hasRoomAgain();
        server.meanwhile(look);
        output.close(CLOSE);

        assertThat(server.written()).isEqualTo(joined(HELLO, HELLO, WORLD, CLOSE));
        assertThat(locked).containsExactly(false, false, false, false);
    }

    @Test
    void whoever_comes_while_something_is_sent_waits_for_the_end_of_that() throws IOException {
        Queue tyrus = new Queue();
        output.setWriteListener(tyrus);
        server.meanwhile(() -> {
            assertThat(output.takesMessages()).isFalse();
            assertThat(output.isReady()).isFalse();
            tyrus.waiting.add(WORLD);
            output.whenAllHasLeft(() -> told.add("all has left"));
            assertThat(told).isEmpty();
        });
        told.clear();

        assertThat(output.send(ByteBuffer.wrap(HELLO))).isTrue();
        assertThat(server.written()).isEqualTo(HELLO);
        goesOn();

        assertThat(server.written()).isEqualTo(joined(HELLO, WORLD));
        assertThat(told).containsExactly("writable", "all has left");
    }

    @Test
    void a_close_frame_that_comes_while_something_is_sent_follows_it() throws IOException {
        server.meanwhile(() -> output.close(CLOSE));

        output.write(HELLO);
        assertThat(told).isEmpty();
        goesOn();

        assertThat(server.written()).isEqualTo(joined(HELLO, CLOSE));
        assertThat(told).contains("shut");
    }

    /** Else ours would take each room that there is. */
    @Test
    void tyrus_has_its_turn_before_ours() throws IOException {
        Queue tyrus = new Queue();
        output.setWriteListener(tyrus);
        server.isFull();
        assertThat(output.isReady()).isFalse();
        tyrus.waiting.add(HELLO);
        told.clear();

        server.hasRoomForOne();
        assertThat(output.takesMessages()).isFalse();
        assertThat(told).isEmpty();
        goesOn();
        assertThat(server.written()).isEqualTo(HELLO);
        assertThat(told).containsExactly("writable");
        hasRoomAgain();

        assertThat(output.takesMessages()).isTrue();
    }

    /** Whoever sends may hold a lock that Tyrus waits for. */
    @Test
    void a_server_that_tells_within_a_write_is_heard_later() throws IOException {
        Queue tyrus = new Queue();
        output.setWriteListener(tyrus);
        server.meanwhile(() -> assertThat(output.isReady()).isFalse());
        server.tellsWithinFlush();
        tyrus.waiting.add(WORLD);

        output.write(HELLO);
        assertThat(server.written()).isEqualTo(HELLO);
        goesOn();

        assertThat(server.written()).isEqualTo(joined(HELLO, WORLD));
    }

    @Test
    void a_server_that_has_failed_is_not_asked_again() {
        server.breaks();
        server.cannotTell();

        assertThat(output.isReady()).isFalse();
        assertThat(output.takesMessages()).isFalse();
    }

    /** It has a lock, which another thread may hold that waits for ours. */
    @Test
    void tyrus_hears_later_of_what_breaks_in_the_midst_of_a_write() {
        output.setWriteListener(new Queue());

        server.breaks();
        assertThat(told).containsExactly("broken");
        later.remove().run();

        assertThat(told).containsExactly("broken", "failed");
    }

    @Test
    void a_stream_that_was_taken_back_is_not_touched() throws IOException {
        output.end();

        output.write(HELLO);
        output.close(CLOSE);

        assertThat(server.written()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(output.isReady()).isTrue();
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** Writes as Tyrus does: a whole frame as soon as the output is ready. */
    private class Queue implements WriteListener {

        private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

        @Override
        public void onWritePossible() throws IOException {
            while (!waiting.isEmpty() && output.isReady()) {
                output.write(waiting.remove());
                output.flush();
            }
        }

        @Override
        public void onError(Throwable failure) {
            told.add("failed");
        }
    }
}
