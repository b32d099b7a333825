package io.parley.frame.trace;

import java.nio.ByteBuffer;

/** The checksum of IP and TCP (RFC 1071, section 1). Any thread may use it. */
final class Checksum {

    private Checksum() {}

    /** The sum of the words between two places, the last of which may be half a word. */
    static long sum(ByteBuffer bytes, int start, int end) {
        long sum = 0;
        int i = start;
        for (; i + Short.BYTES <= end; i += Short.BYTES) {
            sum += bytes.getShort(i) & 0xFFFF;
        }
        return i < end ? sum + ((bytes.get(i) & 0xFFL) << Byte.SIZE) : sum;
    }

    /** The checksum over everything that a sum was made of. */
    static short of(long sum) {
        long folded = sum;
        while (folded > 0xFFFF) {
            folded = (folded & 0xFFFF) + (folded >>> Short.SIZE);
        }
        return (short) ~folded;
    }
}
