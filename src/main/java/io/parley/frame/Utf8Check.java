package io.parley.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether the bytes of a text, which come in any pieces, are UTF-8 (RFC 6455, section 8.1; RFC 3629, section 4). Fails
 * at the first byte after which no text can go on: detours, surrogates and what is beyond U+10FFFF are seen at once.
 * Reads through the mask and copies nothing. For one thread at a time; never allocates.
 */
public final class Utf8Check {

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int LOWEST = 0x80;
    private static final int HIGHEST = 0xBF;

    /** How many bytes the character that has begun still needs. */
    private int missing;
    /** Between which values the next of them is. */
    private int lowest = LOWEST;

    private int highest = HIGHEST;

    /** A check at the beginning of a text. */
    public Utf8Check() {}

    /**
     * Reads the next piece of the text. After a bad byte the check is of no further use.
     *
     * @param buffer holds the piece; neither its bytes nor its position or limit change
     * @param start where the piece begins, an index in the buffer
     * @param end the index after its last byte
     * @param maskKey what the piece is masked with, as in {@link FrameHeader#maskKey()}; 0 if it is not
     * @param offset the place of its first byte in the frame's payload
     * @return {@code end} if all is well, or the index of the first bad byte
     */
    public int accept(ByteBuffer buffer, int start, int end, int maskKey, long offset) {
        int key = Mask.aligned(maskKey, offset, start);
        int i = start;
        while (i < end) {
            int value = Mask.byteAt(buffer, i, key);
            if (missing > 0) {
                if (!acceptFollowing(value)) {
                    return i;
                }
                i++;
            } else if (value < LOWEST) {
                i = afterAscii(buffer, i + 1, end, key);
            } else {
                if (!acceptLead(value)) {
                    return i;
                }
                i++;
            }
        }
        return end;
    }

    /**
     * Whether the text may end here.
     *
     * @return false within a character
     */
    public boolean isBetweenCharacters() {
        return missing == 0;
    }

    /** Skips ASCII eight bytes at a time: the index of the first byte that is none, or one close to the end. */
    private static int afterAscii(ByteBuffer buffer, int start, int end, int key) {
        boolean bigEndian = buffer.order() == ByteOrder.BIG_ENDIAN;
        long word = Mask.wordAt(start, key);
        long highBitsOfKey = (bigEndian ? word : Long.reverseBytes(word)) & HIGH_BITS;
        int i = start;
        while (end - i >= Long.BYTES) {
            long others = (buffer.getLong(i) & HIGH_BITS) ^ highBitsOfKey;
            if (others != 0) {
                int bits = bigEndian ? Long.numberOfLeadingZeros(others) : Long.numberOfTrailingZeros(others);
                return i + bits / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        return i;
    }

    private boolean acceptLead(int value) {
        lowest = LOWEST;
        highest = HIGHEST;
        if (value < 0xC2 || value > 0xF4) {
            return false;
        }
        if (value < 0xE0) {
            missing = 1;
        } else if (value < 0xF0) {
            missing = 2;
            lowest = value == 0xE0 ? 0xA0 : LOWEST;
            highest = value == 0xED ? 0x9F : HIGHEST;
        } else {
            missing = 3;
            lowest = value == 0xF0 ? 0x90 : LOWEST;
            highest = value == 0xF4 ? 0x8F : HIGHEST;
        }
        return true;
    }

    private boolean acceptFollowing(int value) {
        boolean good = value >= lowest && value <= highest;
        lowest = LOWEST;
        highest = HIGHEST;
        missing--;
        return good;
    }
}
