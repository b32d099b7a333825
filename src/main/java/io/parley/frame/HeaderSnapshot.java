package io.parley.frame;

import java.util.OptionalInt;

/**
 * A header that stays as it is, for traces and tests. Any thread may use it.
 *
 * @param fin whether the frame is the last one of its message
 * @param rsv the three reserved bits, 0 to 7
 * @param opcode what the frame is for
 * @param key what the payload is masked with, its first byte on top; empty if it is not masked
 * @param payloadLength the size of the payload in bytes, never negative
 */
public record HeaderSnapshot(boolean fin, int rsv, Opcode opcode, OptionalInt key, long payloadLength)
        implements FrameHeader {

    @Override
    public boolean masked() {
        return key.isPresent();
    }

    @Override
    public int maskKey() {
        return key.orElse(0);
    }

    @Override
    public HeaderSnapshot snapshot() {
        return this;
    }
}
