package io.parley.frame.trace;

import io.parley.frame.FrameHeader;
import io.parley.frame.Opcode;
import io.parley.frame.PayloadSlice;
import java.time.Instant;

/** The frame that goes one way at the moment. For one thread at a time; allocates nothing but its beginning. */
final class FrameUnderWay {

    private static final int FIN = 0x80;
    private static final int RSV_SHIFT = 4;
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1000;

    private final int payloadBytes;
    private final byte[] payload;
    private boolean begun;
    private long micros;
    private int firstByte;
    private boolean masked;
    private int key;
    private long length;
    private int wantedBytes;
    private int keptBytes;

    FrameUnderWay(TraceSize size) {
        this.payloadBytes = size.payloadBytes();
        this.payload = new byte[size.widthBytes()];
    }

    void begin(Instant now, FrameHeader header) {
        begun = true;
        micros = now.getEpochSecond() * MICROS + now.getNano() / NANOS_OF_MICRO;
        firstByte = (header.fin() ? FIN : 0)
                | header.rsv() << RSV_SHIFT
                | header.opcode().code();
        masked = header.masked();
        key = header.maskKey();
        length = header.payloadLength();
        wantedBytes = header.opcode() == Opcode.CLOSE ? payload.length : payloadBytes;
        keptBytes = 0;
    }

    void keep(PayloadSlice slice) {
        for (int i = 0; i < slice.length() && keptBytes < wantedBytes; i++) {
            payload[keptBytes] = (byte) slice.get(i);
            keptBytes++;
        }
    }

    /** Whether its beginning was seen; it is over now. */
    boolean end() {
        boolean seen = begun;
        begun = false;
        return seen;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(payload, 0, target, at, keptBytes);
    }

    long micros() {
        return micros;
    }

    int firstByte() {
        return firstByte;
    }

    boolean isMasked() {
        return masked;
    }

    int key() {
        return key;
    }

    long length() {
        return length;
    }

    int keptBytes() {
        return keptBytes;
    }
}
