package io.parley.frame;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * UTF-8 by its definition and slowly: a byte is bad if no character that the JDK can encode goes on like that (RFC
 * 3629, section 3). Made from the encodings of all characters there are.
 */
final class PlainUtf8 {

    /** The encodings of one to three bytes, read as numbers. */
    private final BitSet characters = new BitSet(1 << 24);

    /** What they and those of four bytes begin with. */
    private final BitSet beginnings = new BitSet(1 << 24);

    PlainUtf8() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                add(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void add(byte[] encoded) {
        int number = 0;
        for (int i = 0; i < encoded.length - 1; i++) {
            number = (number << 8) | (encoded[i] & 0xFF);
            beginnings.set(number);
        }
        if (encoded.length < 4) {
            characters.set((number << 8) | (encoded[encoded.length - 1] & 0xFF));
        }
    }

    /** The index of the first bad byte, or the length. */
    int firstBad(byte... bytes) {
        return read(bytes)[0];
    }

    /** Whether the last character is whole; of use only if no byte is bad. */
    boolean isWhole(byte... bytes) {
        return read(bytes)[1] == 0;
    }

    private int[] read(byte... bytes) {
        int number = 0;
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] & 0xFF;
            // Whatever begins a character of four bytes ends it with each of these
            boolean fourth = length == 3 && value >= 0x80 && value < 0xC0;
            number = (number << 8) | value;
            length++;
            if (fourth || (length < 4 && characters.get(number))) {
                number = 0;
                length = 0;
            } else if (length > 3 || !beginnings.get(number)) {
                return new int[] {i, length};
            }
        }
        return new int[] {bytes.length, length};
    }
}
