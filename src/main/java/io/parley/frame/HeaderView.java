package io.parley.frame;

import java.util.OptionalInt;

/** The header that a reader shows: one object for all frames, so that a frame costs no allocation. */
final class HeaderView implements FrameHeader {

    private int firstByte;
    private boolean masked;
    private int maskKey;
    private long payloadLength;

    void show(int first, boolean isMasked, int key, long length) {
        firstByte = first;
        masked = isMasked;
        maskKey = key;
        payloadLength = length;
    }

    @Override
    public boolean fin() {
        return (firstByte & 0x80) != 0;
    }

    @Override
    public int rsv() {
        return firstByte >> 4 & 0x7;
    }

    @Override
    public Opcode opcode() {
        return Opcode.of(firstByte);
    }

    @Override
    public boolean masked() {
        return masked;
    }

    @Override
    public int maskKey() {
        return maskKey;
    }

    @Override
    public long payloadLength() {
        return payloadLength;
    }

    @Override
    public HeaderSnapshot snapshot() {
        return new HeaderSnapshot(
                fin(), rsv(), opcode(), masked ? OptionalInt.of(maskKey) : OptionalInt.empty(), payloadLength);
    }

    @Override
    public String toString() {
        return snapshot().toString();
    }
}
