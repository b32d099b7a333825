package io.parley.frame;

import java.nio.ByteBuffer;

/**
 * Reading through a mask, without writing to the buffer (RFC 6455, section 5.3). Zero is the key that changes nothing.
 */
final class Mask {

    private Mask() {}

    /**
     * Turns a key so that it depends on the place in the buffer instead of that in the payload.
     *
     * @param key its first byte on top
     * @param offset a place in the payload
     * @param index where that lies in the buffer
     */
    static int aligned(int key, long offset, int index) {
        return Integer.rotateLeft(key, (int) (offset - index) * Byte.SIZE);
    }

    /** One byte in clear, 0 to 255. */
    static int byteAt(ByteBuffer buffer, int index, int alignedKey) {
        return (buffer.get(index) ^ Integer.rotateLeft(alignedKey, (index + 1) * Byte.SIZE)) & 0xFF;
    }

    /** The key for the eight bytes from an index on, the first one on top. */
    static long wordAt(int index, int alignedKey) {
        long half = Integer.toUnsignedLong(Integer.rotateLeft(alignedKey, index * Byte.SIZE));
        return half << Integer.SIZE | half;
    }
}
