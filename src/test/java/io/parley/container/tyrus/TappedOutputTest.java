package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** RFC 6455, section 5.5.1: behind a close frame nothing is sent; section 5.4: no frame is torn by it. */
class TappedOutputTest extends TappedOutputRig {

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

        hasRoomAgain();
        output.whenAllHasLeft(() -> told.add("and nothing waits"));
        goesOn();

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
        server.meanwhile(output::end);

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
}
