package io.parley.container.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameViolationException;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Inflow;
import io.parley.frame.inspection.Routes;
import io.parley.frame.inspection.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

class TappedSourceTest {

    private static final byte[] TEXT = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] RESERVED = {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0};

    private final List<String> told = new ArrayList<>();
    private final Peer peer = new Peer();
    private final Waiting waiting = new Waiting();
    private final TappedSource source = new TappedSource(
            peer,
            new Inflow(
                    new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of()).inbound(0),
                    waiting,
                    new Told()));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void good_frames_pass_as_they_come_and_each_is_told(int atOnce) throws IOException {
        peer.sends(TEXT, PING, TEXT);

        byte[] passed = read(atOnce);

        assertThat(passed).isEqualTo(joined(TEXT, PING, TEXT));
        assertThat(told).hasSize(atOnce == 100 ? 1 : 3).containsOnly("frames");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void a_pong_is_told_when_it_is_whole(int atOnce) throws IOException {
        byte[] pong = {(byte) 0x8A, (byte) 0x84, 1, 2, 3, 4, 'l' ^ 1, 'i' ^ 2, 'f' ^ 3, 'e' ^ 4};
        byte[] empty = {(byte) 0x8A, (byte) 0x80, 1, 2, 3, 4};
        peer.sends(pong, empty, pong);

        read(atOnce);

        assertThat(told).filteredOn(line -> line.startsWith("pong")).containsExactly("pong life", "pong ", "pong life");
    }

    @Test
    void a_frame_that_breaks_a_rule_does_not_pass_and_nothing_behind_it_does() throws IOException {
        peer.sends(TEXT, RESERVED, TEXT);

        assertThat(read(100)).isEqualTo(TEXT);
        assertThat(told).containsExactly("refused RESERVED_OPCODE", "frames");
        assertThat(peer.suspended).as("until we close, nothing is read").isTrue();
    }

    @Test
    void what_is_thrown_away_is_watched_for_the_peers_close_frame() throws IOException {
        peer.sends(TEXT, CLOSE);
        ByteBuffer scratch = ByteBuffer.allocate(8);
        source.beginDiscarding();

        assertThat(source.discard(scratch)).isEqualTo(8);
        assertThat(source.isPeerClosed()).isFalse();
        assertThat(source.discard(scratch)).isEqualTo(6);
        assertThat(source.isPeerClosed()).isTrue();
        assertThat(source.discard(scratch)).isZero();
    }

    @Test
    void behind_a_broken_rule_anything_is_thrown_away_and_nothing_told_but_the_peers_close_frame_is_seen()
            throws IOException {
        peer.sends(RESERVED, TEXT, CLOSE);
        read(6);

        assertThat(source.discard(ByteBuffer.allocate(8))).isEqualTo(8);
        assertThat(source.isPeerClosed()).isFalse();
        assertThat(source.discard(ByteBuffer.allocate(100))).isEqualTo(6);
        assertThat(source.isPeerClosed()).isTrue();
        assertThat(told).containsExactly("refused RESERVED_OPCODE");
    }

    @Test
    void while_too_many_messages_wait_nothing_is_read_and_what_came_is_kept() throws IOException {
        byte[][] messages = new byte[100][];
        Arrays.fill(messages, TEXT);
        peer.sends(messages);

        assertThat(read(500)).isEqualTo(joined(Arrays.copyOf(messages, 64)));
        assertThat(peer.suspended).isTrue();
        work(31);
        source.goOn();
        assertThat(peer.suspended).as("more than half are still there").isTrue();

        work(1);
        source.goOn();

        assertThat(peer.woken).as("something was kept").isTrue();
        assertThat(read(7)).isEqualTo(joined(Arrays.copyOf(messages, 32)));
        work(64);
        assertThat(read(7)).isEqualTo(joined(Arrays.copyOf(messages, 4)));
        assertThat(told).containsOnly("frames");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 100})
    void a_close_frame_does_not_pass_before_what_came_first_is_worked_off(int atOnce) throws IOException {
        peer.sends(TEXT, TEXT, CLOSE);

        assertThat(read(atOnce)).isEqualTo(joined(TEXT, TEXT));
        assertThat(peer.suspended).isTrue();
        work(1);
        assertThat(read(atOnce)).isEmpty();
        work(1);
        source.goOn();

        assertThat(peer.suspended).isFalse();
        assertThat(read(atOnce)).isEqualTo(CLOSE);
        assertThat(source.isPeerClosed()).isTrue();
    }

    @Test
    void who_does_not_want_to_read_is_not_made_to_by_what_was_worked_off() throws IOException {
        byte[][] messages = new byte[64][];
        Arrays.fill(messages, TEXT);
        peer.sends(messages);
        read(1000);
        source.suspendReads();

        work(64);
        source.goOn();

        assertThat(peer.suspended).isTrue();
        source.resumeReads();
        assertThat(peer.suspended).isFalse();
    }

    @Test
    void what_was_kept_is_thrown_away_first_and_watched_too() throws IOException {
        byte[][] frames = new byte[66][];
        Arrays.fill(frames, TEXT);
        frames[65] = CLOSE;
        peer.sends(frames);
        read(10_000);
        ByteBuffer scratch = ByteBuffer.allocate(100);

        source.beginDiscarding();

        assertThat(source.discard(scratch)).isEqualTo(8 + 6);
        assertThat(source.isPeerClosed()).isTrue();
        assertThat(source.discard(scratch)).isZero();
    }

    private void work(int messages) {
        for (int i = 0; i < messages; i++) {
            waiting.removeFirst();
        }
    }

    private byte[] read(int atOnce) throws IOException {
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        ByteBuffer into = ByteBuffer.allocate(atOnce);
        int read = source.read(into);
        while (read > 0) {
            passed.write(into.array(), 0, read);
            into.clear();
            read = source.read(into);
        }
        return passed.toByteArray();
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private final class Told implements Inflow.Listener {
        @Override
        public void framesSeen() {
            told.add("frames");
        }

        @Override
        public void pong(ByteBuffer payload) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            told.add("pong " + new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void refused(FrameViolationException refusal) {
            told.add("refused " + refusal.rule());
        }
    }

    /** The socket's end: what the peer has sent. */
    private static final class Peer extends AbstractStreamSourceConduit<StreamSourceConduit> {

        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private boolean suspended;
        private boolean woken;

        Peer() {
            super(Nothing.as(StreamSourceConduit.class));
        }

        void sends(byte[]... frames) {
            bytes = ByteBuffer.wrap(joined(frames));
        }

        @Override
        public int read(ByteBuffer into) {
            int count = Math.min(into.remaining(), bytes.remaining());
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public void suspendReads() {
            suspended = true;
        }

        @Override
        public boolean isReadResumed() {
            return !suspended;
        }

        @Override
        public void resumeReads() {
            suspended = false;
        }

        @Override
        public void wakeupReads() {
            suspended = false;
            woken = true;
        }
    }
}
