package io.parley.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.FrameInspector;
import io.parley.protocol.EncodedEvent;
import io.parley.session.Batches;
import io.parley.session.FakeThread;
import io.parley.session.Outlet;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6455, section 5.4: frames of ours go between two messages of Tyrus', and the server is never made to wait. */
class OwnFramesTest {

    private static final byte[] PONG = FrameWriter.frame(Opcode.PONG, new byte[] {'!'});
    private static final byte[] HEL = {0x01, 3, 'h', 'e', 'l'};
    private static final byte[] LO = {(byte) 0x80, 2, 'l', 'o'};
    private static final byte[] CLOSE = FrameWriter.close(1000, "");

    private final List<String> told = new ArrayList<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final Outlet outlet = new Outlet(FakeThread.awake(tasks::add));
    private final TestEvents waiting = new TestEvents();
    private final FakeOutput server = new FakeOutput();
    private final TappedOutput output = output();
    private final OwnFrames frames = new OwnFrames(outlet, output, () -> told.add("given up"));

    private TappedOutput output(FrameInspector... inspectors) {
        TappedOutput made = TappedOutputRig.output(server, told, tasks::add, inspectors);
        made.begin();
        return made;
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private byte[] sends(String text) {
        EncodedEvent event = waiting.add(text);
        frames.begin(waiting);
        frames.ready();
        run();
        byte[] frame = new byte[event.sizeBytes()];
        event.frame().get(frame);
        return frame;
    }

    @Test
    void what_waits_leaves_together() {
        EncodedEvent one = waiting.add("one");
        byte[] two = sends("two");

        assertThat(server.written()).hasSize(one.sizeBytes() + two.length).endsWith(two);
        assertThat(server.flushes()).isEqualTo(1);
        assertThat(waiting.isStuck()).isFalse();
    }

    /** The server is ready for one write; it would block in the next. */
    @Test
    void a_message_of_any_size_is_one_write() {
        byte[] large = sends("x".repeat(200_000));

        assertThat(server.writes()).isEqualTo(1);
        assertThat(server.written()).isEqualTo(large);
    }

    @Test
    void what_the_server_has_no_room_for_waits_until_it_has() throws IOException {
        server.hasRoomForOne();
        byte[] one = sends("one");
        byte[] two = sends("two");
        assertThat(server.written()).isEqualTo(one);
        assertThat(waiting.isStuck()).isTrue();

        server.hasRoomAgain();
        assertThat(told).endsWith("writable");
        frames.ready();
        run();

        assertThat(server.written()).isEqualTo(TappedOutputRig.joined(one, two));
    }

    @Test
    void ours_waits_for_the_end_of_a_message_of_tyrus_and_not_for_that_of_a_pong() throws IOException {
        output.write(HEL);
        byte[] ours = sends("ours");
        output.write(PONG);
        assertThat(server.written()).isEqualTo(TappedOutputRig.joined(HEL, PONG));
        told.clear();

        output.write(LO);
        assertThat(told).containsExactly("writable");
        frames.ready();
        run();

        assertThat(server.written()).isEqualTo(TappedOutputRig.joined(HEL, PONG, LO, ours));
    }

    @Test
    void nothing_follows_a_close_frame() throws IOException {
        output.write(CLOSE);

        sends("late");

        assertThat(frames.isFree()).isFalse();
        assertThat(frames.write(Batches.of("late, too"))).isZero();
        assertThat(server.written()).isEqualTo(CLOSE);
    }

    @Test
    void a_batch_is_one_write_or_none() {
        assertThat(frames.isFree()).isTrue();
        assertThat(frames.write(Batches.of("one", "two"))).isEqualTo(10);
        assertThat(server.writes()).isEqualTo(1);
        assertThat(server.flushes()).isEqualTo(1);

        server.isFull();
        assertThat(frames.isFree()).isFalse();
        assertThat(frames.write(Batches.of("three"))).isZero();
        assertThat(server.written()).hasSize(10);
    }

    @Test
    void a_connection_that_breaks_in_a_write_is_given_up_on_the_outlets_thread() {
        frames.begin(waiting);
        server.breaksInFlush();

        assertThat(frames.write(Batches.of("one"))).isZero();
        assertThat(waiting.isFailed()).isFalse();
        run();

        assertThat(waiting.isFailed()).isTrue();
        assertThat(told).endsWith("given up");
    }

    /** Or a part of it would come twice. */
    @Test
    void what_may_have_left_is_not_sent_again_though_a_turn_was_asked_for_before() {
        frames.begin(waiting);
        server.breaksInFlush();
        frames.ready();

        assertThat(frames.write(Batches.of("one"))).isZero();
        waiting.add("one");
        run();

        assertThat(server.writes()).isEqualTo(1);
        assertThat(waiting.isFailed()).isTrue();
        assertThat(frames.isFree()).isFalse();
    }

    /** As it does once it has taken its stream back. */
    @Test
    void a_server_that_cannot_say_whether_it_is_ready_spoils_no_other_member() {
        server.cannotTell();
        assertThat(frames.isFree()).isFalse();

        sends("one");

        assertThat(waiting.isFailed()).isTrue();
        assertThat(told).endsWith("given up");
    }

    /** It would be called with the identity of whoever has said something. */
    @Test
    void no_inspector_sees_what_is_written_for_the_outlets_thread() {
        Outlet asleep = new Outlet(FakeThread.asleep(tasks::add));
        OwnFrames seen = new OwnFrames(asleep, output(new FrameInspector() {}), () -> {});
        OwnFrames unseen = new OwnFrames(asleep, output, () -> {});

        assertThat(Batches.writtenByAnother(asleep, seen, "one")).isZero();
        assertThat(Batches.writtenByAnother(asleep, unseen, "one")).isPositive();
        assertThat(seen.isFree()).as("for the thread itself").isTrue();
    }
}
