package io.parley.frame.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.FrameViolationException;
import io.parley.frame.RawFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held back, the peer does not answer for; what is refused, it may close behind. */
class InflowTest implements Inflow.Listener {

    private static final byte[] TEXT =
            RawFrame.of(0x81, RawFrame.KEY, new byte[1]).bytes();

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private final Waiting waiting = new Waiting();
    private final FrameLimits limits = new FrameLimits(
            new FrameLimits.Sizes(0, 0, 0, 0),
            new FrameLimits.Rates(0, 70, 0),
            new FrameLimits.Times(Duration.ofSeconds(10), Duration.ofSeconds(20)),
            nanos::get);
    private final Inflow inflow = new Inflow(
            new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of(limits.inspect("10.0.0.1")))
                    .inbound(0),
            waiting,
            this);

    @Override
    public void framesSeen() {}

    @Override
    public void pong(ByteBuffer payload) {}

    @Override
    public void refused(FrameViolationException refusal) {
        told.add(refusal.rule().name());
    }

    @Test
    void time_in_which_the_server_was_busy_is_not_the_peers() {
        byte[] half = RawFrame.header(0x82, RawFrame.KEY, 2, (byte) 1).bytes();
        ByteBuffer came = ByteBuffer.allocate(64 * TEXT.length + half.length);
        for (int i = 0; i < 64; i++) {
            came.put(TEXT);
        }
        came.put(half).flip();
        inflow.arrived(came.remaining());
        came.position(inflow.accept(came));
        assertThat(came.remaining()).as("held back").isEqualTo(half.length);

        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        for (int i = 0; i < 64; i++) {
            waiting.removeFirst();
        }
        inflow.accept(came);
        inflow.arrived(1);
        inflow.accept(ByteBuffer.wrap(new byte[] {1}));

        assertThat(told).isEmpty();
    }

    /** In pieces of so many bytes; whether the peer has closed, in the end. */
    private boolean isClosedBy(int pieces, RawFrame... came) {
        for (RawFrame frame : came) {
            byte[] bytes = frame.bytes();
            for (int at = 0; at < bytes.length; at += pieces) {
                ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(pieces, bytes.length - at));
                inflow.arrived(piece.remaining());
                inflow.accept(piece);
            }
        }
        return inflow.isPeerClosed();
    }

    @ParameterizedTest
    @CsvSource({"0x83, 1", "0x83, 1000", "0xC1, 3", "0x80, 1000", "0x0B, 2", "0x88, 1", "0x88, 1000"})
    void the_close_frame_behind_one_that_is_refused_is_seen_and_nothing_that_looks_like_one(String first, int pieces) {
        byte[] close =
                RawFrame.of(0x88, RawFrame.KEY, new byte[] {3, (byte) 0xE8}).bytes();
        byte[] bad = new byte[300];
        System.arraycopy(close, 0, bad, 1, close.length);
        int opcode = Integer.decode(first);

        assertThat(isClosedBy(pieces, RawFrame.of(opcode, RawFrame.KEY, bad))).isEqualTo(opcode == 0x88);
        assertThat(told).hasSize(1);
        assertThat(isClosedBy(pieces, RawFrame.of(0x82, RawFrame.KEY, bad))).isEqualTo(opcode == 0x88);
        assertThat(isClosedBy(pieces, RawFrame.of(0x88, RawFrame.KEY, new byte[] {3, (byte) 0xE8})))
                .isTrue();
        assertThat(told).as("one refusal is told of").hasSize(1);
    }

    @Test
    void the_close_frame_in_the_piece_in_which_a_frame_is_refused_is_seen() {
        byte[] close = RawFrame.of(0x88, RawFrame.KEY, new byte[0]).bytes();
        ByteBuffer both = ByteBuffer.allocate(2 * TEXT.length + close.length)
                .put(RawFrame.of(0x83, RawFrame.KEY, new byte[1]).bytes())
                .put(TEXT)
                .put(close)
                .flip();

        inflow.arrived(both.remaining());
        assertThat(inflow.accept(both)).as("passed on").isZero();

        assertThat(inflow.isPeerClosed()).isTrue();
        assertThat(both.remaining()).as("left as it was").isEqualTo(both.limit());
    }

    @Test
    void where_a_length_does_not_tell_the_end_of_its_frame_no_close_frame_is_found() {
        assertThat(isClosedBy(100, new RawFrame(0x81, RawFrame.KEY, Long.BYTES, -1)))
                .isFalse();
        assertThat(isClosedBy(100, RawFrame.of(0x88, RawFrame.KEY, new byte[0])))
                .isFalse();
    }

    @Test
    void what_has_piled_up_meanwhile_did_not_come_too_fast() {
        ByteBuffer messages = ByteBuffer.allocate(64 * TEXT.length);
        for (int i = 0; i < 64; i++) {
            messages.put(TEXT);
        }
        for (int hold = 0; hold < 5; hold++) {
            inflow.arrived(messages.flip().remaining());
            inflow.accept(messages);
            for (int i = 0; i < 64; i++) {
                waiting.removeFirst();
            }
            messages.position(messages.limit());
        }

        assertThat(told).isEmpty();
    }
}
