package io.parley.frame;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A piece of a payload where it lies, read through its mask (RFC 6455, section 5.3). A view that changes with the next
 * piece. For one thread at a time; allocates nothing.
 */
public final class PayloadSlice {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NOTHING;
    private int start;
    private int length;
    private long offset;
    private int key;

    /** Of nothing. */
    public PayloadSlice() {}

    /**
     * Shows what a reader has found.
     *
     * @param in what was read from
     * @param reader has answered with {@code PAYLOAD}
     */
    public void show(ByteBuffer in, FrameReader reader) {
        buffer = in;
        length = reader.sliceBytes();
        start = in.position() - length;
        offset = reader.sliceOffset();
        key = Mask.aligned(reader.header().maskKey(), offset, start);
    }

    /** Shows nothing, and keeps nothing alive. */
    public void clear() {
        buffer = NOTHING;
        length = 0;
    }

    /**
     * How long the piece is.
     *
     * @return in bytes, at least 1
     */
    public int length() {
        return length;
    }

    /**
     * Where it stands in the payload.
     *
     * @return how many bytes of the payload came before it
     */
    public long offset() {
        return offset;
    }

    /**
     * One byte in clear.
     *
     * @param index 0 to {@link #length()} - 1
     * @return 0 to 255
     * @throws IndexOutOfBoundsException if there is none
     */
    public int get(int index) {
        return Mask.byteAt(buffer, start + Objects.checkIndex(index, length), key);
    }

    /**
     * All of it in clear.
     *
     * @param out has room for it
     * @throws java.nio.BufferOverflowException if it has not
     */
    public void copyTo(ByteBuffer out) {
        for (int i = 0; i < length; i++) {
            out.put((byte) get(i));
        }
    }
}
