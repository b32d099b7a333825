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

/** What is held back, the peer does not answer for. */
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
