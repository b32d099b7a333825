package io.parley.frame.trace;

import io.parley.frame.HeaderSnapshot;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * A frame's bytes as they were on the wire (RFC 6455, sections 5.2 and 5.3), a piece at a time, with what is not shown
 * replaced before the mask. For one thread.
 */
final class FrameBytes {

    /**
     * The longest payload that is written to its end. A frame can announce 2<sup>63</sup> - 1 bytes before it is
     * refused, and a file of that size helps nobody.
     */
    static final long LONGEST_PAYLOAD_BYTES = 64L << 20;

    private static final byte REPLACEMENT = '*';
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;

    private final HeaderSnapshot header;
    private final ByteBuffer payload;
    private final int shown;
    private final long end;
    private boolean begun;
    private long offset;

    FrameBytes(TracedFrame frame, Visibility visibility) {
        header = frame.header();
        payload = frame.payload();
        shown = shown(frame, visibility);
        end = isCut(header) ? payload.remaining() : header.payloadLength();
    }

    /** Whether nothing is written for what was not kept. */
    static boolean isCut(HeaderSnapshot header) {
        return header.payloadLength() > LONGEST_PAYLOAD_BYTES;
    }

    /** A close frame's code says nothing of anybody (RFC 6455, section 5.5.1). */
    private static int shown(TracedFrame frame, Visibility visibility) {
        int kept = frame.payload().remaining();
        if (visibility == Visibility.SHOWN) {
            return kept;
        }
        return frame.header().opcode() == Opcode.CLOSE && kept >= Short.BYTES ? Short.BYTES : 0;
    }

    /** Whether there is more to put. */
    boolean hasMore() {
        return !begun || offset < end;
    }

    /** Puts as much as there is room for, which is enough for a header. */
    void putInto(ByteBuffer out) {
        if (!begun) {
            putHeader(out);
            begun = true;
        }
        int first = payload.position();
        for (; offset < end && out.hasRemaining(); offset++) {
            byte clear = offset < shown ? payload.get(first + (int) offset) : REPLACEMENT;
            out.put((byte) (clear ^ keyByte()));
        }
    }

    private void putHeader(ByteBuffer out) {
        out.put((byte) ((header.fin() ? FIN : 0)
                | (header.rsv() << 4)
                | header.opcode().code()));
        int mask = header.masked() ? MASKED : 0;
        long length = header.payloadLength();
        if (length < LENGTH_OF_16_BITS) {
            out.put((byte) (mask | length));
        } else if (length <= 0xFFFF) {
            out.put((byte) (mask | LENGTH_OF_16_BITS)).putShort((short) length);
        } else {
            out.put((byte) (mask | LENGTH_OF_64_BITS)).putLong(length);
        }
        if (header.masked()) {
            out.putInt(header.maskKey());
        }
    }

    private int keyByte() {
        int shift = (Integer.BYTES - 1 - (int) (offset % Integer.BYTES)) * Byte.SIZE;
        return header.maskKey() >>> shift;
    }
}
