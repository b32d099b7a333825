package io.parley.frame.trace;

import io.parley.frame.Direction;
import io.parley.frame.HeaderSnapshot;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The last frames, in memory that is set aside at the beginning. Guarded by whoever has it. */
final class FrameRing {

    private static final int FIN = 0x80;
    private static final int RSV_SHIFT = 4;
    private static final int RSV = 0x7;
    private static final int OPCODE = 0xF;
    private static final int MASKED = 1;
    private static final int OUT = 2;

    private final TraceSize size;
    private final Secrets secrets;
    private final long[] micros;
    private final long[] lengths;
    private final int[] keys;
    private final int[] kept;
    private final byte[] firstBytes;
    private final byte[] flags;
    private final byte[] payloads;
    private long count;

    FrameRing(TraceSize size, Secrets secrets) {
        this.size = size;
        this.secrets = secrets;
        this.micros = new long[size.frames()];
        this.lengths = new long[size.frames()];
        this.keys = new int[size.frames()];
        this.kept = new int[size.frames()];
        this.firstBytes = new byte[size.frames()];
        this.flags = new byte[size.frames()];
        this.payloads = new byte[size.frames() * size.widthBytes()];
    }

    /** Takes a frame in, in place of the oldest one. */
    void add(Direction way, FrameUnderWay frame) {
        int at = (int) (count % size.frames());
        micros[at] = frame.micros();
        lengths[at] = frame.length();
        keys[at] = frame.key();
        kept[at] = frame.keptBytes();
        firstBytes[at] = (byte) frame.firstByte();
        flags[at] = (byte) ((frame.isMasked() ? MASKED : 0) | (way == Direction.SERVER_TO_CLIENT ? OUT : 0));
        frame.copyTo(payloads, at * size.widthBytes());
        count++;
    }

    boolean keepsPayloads() {
        return size.payloadBytes() > 0;
    }

    /** How many frames there were. */
    long count() {
        return count;
    }

    /** The number of the oldest one that is still there; one more than {@link #count} where there is none. */
    long oldest() {
        return Math.max(0, count - size.frames()) + 1;
    }

    /** Those behind a number that are still there, oldest first, at most so many. */
    List<TracedFrame> after(long number, int most) {
        List<TracedFrame> frames = new ArrayList<>();
        for (long last = Math.max(number, oldest() - 1); last < count && frames.size() < most; last++) {
            frames.add(frame(last + 1));
        }
        return frames;
    }

    private TracedFrame frame(long number) {
        int at = (int) ((number - 1) % size.frames());
        int first = firstBytes[at];
        HeaderSnapshot header = new HeaderSnapshot(
                (first & FIN) != 0,
                first >> RSV_SHIFT & RSV,
                Opcode.of(first & OPCODE),
                (flags[at] & MASKED) != 0 ? OptionalInt.of(keys[at]) : OptionalInt.empty(),
                lengths[at]);
        byte[] payload = new byte[kept[at]];
        System.arraycopy(payloads, at * size.widthBytes(), payload, 0, payload.length);
        secrets.hide(payload);
        return new TracedFrame(
                number,
                Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros[at])),
                (flags[at] & OUT) != 0 ? Direction.SERVER_TO_CLIENT : Direction.CLIENT_TO_SERVER,
                header,
                ByteBuffer.wrap(payload).asReadOnlyBuffer());
    }
}
