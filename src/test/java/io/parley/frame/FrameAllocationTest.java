package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.inspection.FrameInspector;
import io.parley.frame.inspection.FrameLimits;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.Inflow;
import io.parley.frame.inspection.Routes;
import io.parley.frame.inspection.Waiting;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What frames cost in memory: nothing. Bytes are counted, not time. */
class FrameAllocationTest {

    private static final int ROUNDS = 2000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1 << 20})
    void frames_in_order_are_read_and_checked_without_allocation(int pieceBytes) {
        ByteBuffer in = ByteBuffer.wrap(conversation());
        CheckedFrames frames = new CheckedFrames(new FrameRules(Direction.CLIENT_TO_SERVER));

        assertThat(allocatedBytes(() -> readInPieces(frames, in, pieceBytes))).isZero();
    }

    /** With limits and statistics, as a server reads. */
    @Test
    void frames_in_order_are_inspected_without_allocation() {
        byte[] conversation = conversation();
        ByteBuffer in = ByteBuffer.wrap(conversation);
        FrameInspector limits = new FrameLimits(
                        new FrameLimits.Sizes(0, 65_536, 1024, 16),
                        new FrameLimits.Rates(1_000_000, 1_000_000, 1 << 30),
                        new FrameLimits.Times(Duration.ofSeconds(30), Duration.ofSeconds(60)),
                        System::nanoTime)
                .inspect("10.0.0.1");
        FrameInspection inspection =
                new FrameInspection(Routes.ANY, new FrameStatistics().connection(), List.of(limits));
        Waiting waiting = new Waiting();
        Refusals refusals = new Refusals();
        Inflow inflow = new Inflow(inspection.inbound(0), waiting, refusals);

        assertThat(allocatedBytes(() -> {
                    inflow.arrived(conversation.length);
                    inflow.accept(in.clear());
                    waiting.removeFirst();
                    waiting.removeFirst();
                    waiting.removeFirst();
                }))
                .isZero();
        assertThat(refusals.count).isZero();
        assertThat(inspection.counts().in().messages()).isEqualTo(3L * (ROUNDS + 1));
    }

    private static final class Refusals implements Inflow.Listener {

        private int count;

        @Override
        public void framesSeen() {}

        @Override
        public void pong(ByteBuffer payload) {}

        @Override
        public void refused(FrameViolationException refusal) {
            count++;
        }
    }

    @Test
    void headers_are_written_without_allocation() {
        ByteBuffer out = ByteBuffer.allocateDirect(16);

        assertThat(allocatedBytes(() -> {
                    FrameWriter.putHeader(out.clear(), true, Opcode.TEXT, 100);
                    FrameWriter.putHeader(out.clear(), false, Opcode.BINARY, 100_000);
                }))
                .isZero();
    }

    /** A peer that breaks rules costs no more than one that keeps them. */
    @Test
    void a_refusal_is_thrown_without_allocation() {
        FrameRules rules = new FrameRules(Direction.SERVER_TO_CLIENT);
        HeaderSnapshot masked = new HeaderSnapshot(true, 0, Opcode.TEXT, RawFrame.KEY, 5);
        int[] refused = new int[1];

        assertThat(allocatedBytes(() -> {
                    try {
                        rules.check(masked);
                    } catch (FrameViolationException e) {
                        refused[0] += e.rule() == Rule.SERVER_DOES_NOT_MASK ? 1 : 0;
                    }
                }))
                .isZero();
        assertThat(refused[0]).isEqualTo(ROUNDS + 1);
    }

    @Test
    void what_allocates_is_noticed() {
        Object[] kept = new Object[1];

        assertThat(allocatedBytes(() -> kept[0] = new Object())).isGreaterThanOrEqualTo(8);
        assertThat(kept[0]).isNotNull();
    }

    /** For each round but the first, in which classes are loaded. What the machine needs for itself once is no part. */
    private long allocatedBytes(Runnable round) {
        round.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }

    private static void readInPieces(CheckedFrames frames, ByteBuffer in, int pieceBytes) {
        int end = in.capacity();
        in.clear();
        while (in.position() < end) {
            in.limit(Math.min(end, in.position() + pieceBytes));
            Step step;
            do {
                step = frames.next(in);
            } while (step != Step.MORE);
        }
    }

    private static byte[] conversation() {
        byte[] text = "A few words, \u20ac 5, \ud83d\ude00".getBytes(StandardCharsets.UTF_8);
        return Bytes.join(
                RawFrame.of(0x81, RawFrame.KEY, text).bytes(),
                RawFrame.of(0x01, RawFrame.KEY, text).bytes(),
                RawFrame.of(0x89, RawFrame.KEY, text).bytes(),
                RawFrame.of(0x80, RawFrame.KEY, text).bytes(),
                RawFrame.of(0x82, RawFrame.KEY, new byte[300]).bytes());
    }
}
