package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.inspection.FrameInspector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who may send, and when, where several threads come at once. */
class TappedOutputTurnsTest extends TappedOutputRig {

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
        });
        told.clear();

        assertThat(output.send(ByteBuffer.wrap(HELLO))).isTrue();
        output.whenAllHasLeft(() -> told.add("all has left"));
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

    /** Its answer to a close frame, for one. */
    @Test
    void what_tyrus_adds_to_what_waits_with_it_before_its_turn_belongs_to_all() throws IOException {
        Queue tyrus = new Queue();
        output.setWriteListener(tyrus);
        server.isFull();
        assertThat(output.isReady()).isFalse();
        tyrus.waiting.add(HELLO);

        server.hasRoomAgain();
        tyrus.waiting.add(ANSWER);
        output.whenAllHasLeft(() -> told.add("all has left"));
        assertThat(told).doesNotContain("all has left");
        goesOn();

        assertThat(server.written()).isEqualTo(joined(HELLO, ANSWER));
        assertThat(told).endsWith("all has left");
    }

    /** Else what is sent might go to whoever gets the stream next. */
    @Test
    void a_stream_is_not_taken_back_while_another_thread_is_at_it() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        server.meanwhile(() -> {
            sending.countDown();
            awaits(goOn);
        });
        FutureTask<Boolean> sender = new FutureTask<>(() -> output.send(ByteBuffer.wrap(HELLO)));
        new Thread(sender).start();
        awaits(sending);
        Thread taker = new Thread(output::end);
        taker.start();

        while (taker.getState() != Thread.State.TIMED_WAITING && taker.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(taker.isAlive()).isTrue();
        goOn.countDown();
        taker.join();

        assertThat(server.written()).isEqualTo(HELLO);
        assertThatThrownBy(sender::get).hasRootCauseInstanceOf(IOException.class);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_inspector_that_fails_leaves_nobody_waiting() {
        AtomicBoolean fails = new AtomicBoolean(true);
        TappedOutput seen = output(new FrameInspector() {
            @Override
            public void header(Direction way, FrameHeader header) {
                if (fails.getAndSet(false)) {
                    throw new AssertionError("a fault of the application's");
                }
            }
        });
        seen.begin();

        assertThatThrownBy(() -> seen.send(ByteBuffer.wrap(HELLO))).isInstanceOf(AssertionError.class);

        assertThat(seen.isReady()).isTrue();
        told.clear();
        fails.set(true);
        assertThatThrownBy(() -> seen.write(HELLO)).isInstanceOf(AssertionError.class);
        assertThat(told).containsExactly("broken");
    }

    @Test
    void what_is_held_and_cannot_be_sent_breaks_the_connection() throws IOException {
        server.isFull();
        output.write(HELLO);
        server.meanwhile(() -> {
            throw new IllegalStateException("a fault of the server's");
        });

        server.hasRoomAgain();

        assertThat(told).startsWith("broken");
    }

    @Test
    void ours_has_its_turn_though_the_end_of_a_message_of_tyrus_could_not_be_sent() throws IOException {
        output.write(new byte[] {0x01, 1, 'a'});
        assertThat(output.takesMessages()).isFalse();
        told.clear();
        server.meanwhile(() -> {
            throw new IllegalStateException("a fault of the server's");
        });

        assertThatThrownBy(() -> output.write(new byte[] {(byte) 0x80, 1, 'b'}))
                .isInstanceOf(IllegalStateException.class);

        assertThat(told).containsExactly("writable");
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
}
