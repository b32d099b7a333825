package io.parley.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the frames in a stream of bytes that comes in any pieces: syntax only (RFC 6455, section 5.2), no rule beyond
 * the form of a length. The caller asks for one {@link Step} after the other, so it can stop after any of them, and the
 * rest of its buffer is untouched then. A payload is not copied: the caller is shown where it lies.
 *
 * <p>Each frame gives {@code HEADER}, then {@code PAYLOAD} for each piece of a payload that is not empty, then
 * {@code END}; {@code MORE} may come in between. For one thread at a time; never blocks, never allocates.
 */
public final class FrameReader {

    /** What a call has found. */
    public enum Step {
        /** A header is complete; its bytes are consumed. */
        HEADER,
        /** A piece of the payload, never empty, is consumed: it is what lies before the buffer's position. */
        PAYLOAD,
        /** The frame is over; nothing is consumed, the buffer's position is its end. */
        END,
        /** The buffer is empty before anything new was found: go on with the next one. */
        MORE
    }

    private static final int SHORTEST_HEADER_BYTES = 2;

    private static final long NO_HEADER = -1;

    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 0x7F;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;

    private final HeaderView header = new HeaderView();

    /** The bytes of a header that comes in pieces, the first one in front; the last eight, and those before them. */
    private long head;

    private long headBefore;
    private int headBytes;

    /** Of the frame whose header was shown; else {@link #NO_HEADER}. */
    private long payloadBytesLeft = NO_HEADER;

    private int sliceBytes;

    /** A reader at the beginning of a stream: the first byte after the handshake. */
    public FrameReader() {}

    /**
     * Reads on, up to the next thing worth telling.
     *
     * @param in what has come from the peer; read from its position, which moves over what is consumed; its bytes and
     *     limit stay as they are
     * @return what was found
     * @throws FrameViolationException if a length is not in its shortest form or over 63 bits long (RFC 6455, section
     *     5.2); every further call throws it again
     */
    public Step next(ByteBuffer in) {
        if (payloadBytesLeft == NO_HEADER) {
            return nextHeader(in);
        }
        if (payloadBytesLeft == 0) {
            payloadBytesLeft = NO_HEADER;
            headBytes = 0;
            return Step.END;
        }
        if (!in.hasRemaining()) {
            return Step.MORE;
        }
        sliceBytes = (int) Math.min(payloadBytesLeft, in.remaining());
        payloadBytesLeft -= sliceBytes;
        in.position(in.position() + sliceBytes);
        return Step.PAYLOAD;
    }

    /**
     * The frame's header.
     *
     * @return a view that is right from {@code HEADER} to {@code END}, up to the call after that, and changes then
     */
    public FrameHeader header() {
        return header;
    }

    /**
     * How long the piece of the payload is that the last call consumed.
     *
     * @return in bytes, at least 1; the piece ends at the buffer's position. Of no use after another step than
     *     {@code PAYLOAD}
     */
    public int sliceBytes() {
        return sliceBytes;
    }

    /**
     * Where that piece stands in the payload, which is what its mask depends on (RFC 6455, section 5.3).
     *
     * @return how many bytes of the payload came before it. Of no use after another step than {@code PAYLOAD}
     */
    public long sliceOffset() {
        return header.payloadLength() - payloadBytesLeft - sliceBytes;
    }

    /**
     * Whether all frames that have begun are over: if the stream ends here, it ends well.
     *
     * @return true before the first byte of a frame and after {@code END}
     */
    public boolean isBetweenFrames() {
        return payloadBytesLeft == NO_HEADER && headBytes == 0;
    }

    /**
     * Whether a header has begun that is not complete. Then {@link #header()} shows what is known of it, and takes the
     * rest to be in order: opcode, bits and, from the second byte on, mask and a payload of up to 126 bytes, which
     * stands for all that are longer.
     *
     * @param direction which says whether there will be a mask, as long as that is not known
     * @return false between frames and within a payload
     */
    boolean showsBegunHeader(Direction direction) {
        if (payloadBytesLeft != NO_HEADER || headBytes == 0) {
            return false;
        }
        boolean second = headBytes >= SHORTEST_HEADER_BYTES;
        header.show(
                head(0),
                second ? isMasked() : direction.masked(),
                0,
                second ? Math.min(shortLength(), LENGTH_OF_16_BITS) : 0);
        return true;
    }

    private Step nextHeader(ByteBuffer in) {
        return headBytes == 0 && showsWholeHeader(in) ? Step.HEADER : nextHeaderByByte(in);
    }

    /** Where all of it is there, which is mostly so, it is not read byte by byte. */
    private boolean showsWholeHeader(ByteBuffer in) {
        if (in.remaining() < SHORTEST_HEADER_BYTES || in.order() != ByteOrder.BIG_ENDIAN) {
            return false;
        }
        int at = in.position();
        int firstTwo = in.getShort(at);
        boolean masked = (firstTwo & MASKED) != 0;
        int lengthEnd = SHORTEST_HEADER_BYTES + lengthBytes(firstTwo & SHORT_LENGTH);
        int end = lengthEnd + (masked ? Integer.BYTES : 0);
        if (in.remaining() < end) {
            return false;
        }
        long length = switch (lengthEnd) {
            case 4 -> in.getShort(at + SHORTEST_HEADER_BYTES) & 0xFFFF;
            case 10 -> in.getLong(at + SHORTEST_HEADER_BYTES);
            default -> firstTwo & SHORT_LENGTH;
        };
        if (length < 0 || FrameWriter.headerBytes(length) != lengthEnd) {
            return false;
        }
        in.position(at + end);
        begin(firstTwo >> Byte.SIZE, masked, masked ? in.getInt(at + lengthEnd) : 0, length);
        return true;
    }

    private Step nextHeaderByByte(ByteBuffer in) {
        while (headBytes < headBytesNeeded()) {
            if (!in.hasRemaining()) {
                requireShortestLength();
                return Step.MORE;
            }
            append(in.get());
        }
        int maskAt = SHORTEST_HEADER_BYTES + lengthBytes();
        begin(head(0), isMasked(), isMasked() ? (int) number(maskAt, Integer.BYTES) : 0, length());
        return Step.HEADER;
    }

    private int headBytesNeeded() {
        return headBytes < SHORTEST_HEADER_BYTES
                ? SHORTEST_HEADER_BYTES
                : SHORTEST_HEADER_BYTES + lengthBytes() + (isMasked() ? Integer.BYTES : 0);
    }

    private void append(byte next) {
        headBefore = (headBefore << Byte.SIZE) | (head >>> (Long.SIZE - Byte.SIZE));
        head = (head << Byte.SIZE) | (next & 0xFF);
        headBytes++;
    }

    /** One of the bytes that have come, 0 to 255. */
    private int head(int index) {
        int behind = (headBytes - 1 - index) * Byte.SIZE;
        long shifted = behind < Long.SIZE ? head >>> behind : headBefore >>> (behind - Long.SIZE);
        return (int) shifted & 0xFF;
    }

    private void begin(int firstByte, boolean masked, int maskKey, long length) {
        header.show(firstByte, masked, maskKey, length);
        payloadBytesLeft = length;
    }

    /** As soon as the length is there, though a mask may be missing. */
    private void requireShortestLength() {
        if (headBytes >= SHORTEST_HEADER_BYTES && headBytes >= SHORTEST_HEADER_BYTES + lengthBytes()) {
            length();
        }
    }

    private boolean isMasked() {
        return (head(1) & MASKED) != 0;
    }

    private int shortLength() {
        return head(1) & SHORT_LENGTH;
    }

    private int lengthBytes() {
        return lengthBytes(shortLength());
    }

    private static int lengthBytes(int shortLength) {
        return switch (shortLength) {
            case LENGTH_OF_16_BITS -> Short.BYTES;
            case LENGTH_OF_64_BITS -> Long.BYTES;
            default -> 0;
        };
    }

    private long length() {
        int bytes = lengthBytes();
        if (bytes == 0) {
            return shortLength();
        }
        long length = number(SHORTEST_HEADER_BYTES, bytes);
        if (length < 0) {
            throw Rule.LENGTH_TOP_BIT.violation();
        }
        if (FrameWriter.headerBytes(length) < SHORTEST_HEADER_BYTES + bytes) {
            throw Rule.SHORTEST_LENGTH.violation();
        }
        return length;
    }

    /** Network byte order (RFC 6455, section 5.2). */
    private long number(int at, int bytes) {
        long number = 0;
        for (int i = at; i < at + bytes; i++) {
            number = (number << Byte.SIZE) | head(i);
        }
        return number;
    }
}
