package io.parley.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a server's frames: never masked (RFC 6455, section 5.1), lengths in their shortest form (section 5.2). Any
 * thread may use it.
 */
public final class FrameWriter {

    private static final int FIN = 0x80;
    private static final int CONTROL_PAYLOAD_BYTES = 125;
    private static final int REASON_BYTES = CONTROL_PAYLOAD_BYTES - Short.BYTES;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;

    private FrameWriter() {}

    /**
     * How long a header is.
     *
     * @param payloadLength the payload's size in bytes, not negative
     * @return in bytes: 2, 4 or 10
     */
    public static int headerBytes(long payloadLength) {
        if (payloadLength < LENGTH_OF_16_BITS) {
            return 2;
        }
        return payloadLength <= 0xFFFF ? 4 : 10;
    }

    /**
     * Writes a header at the buffer's position.
     *
     * @param out has room for it; its byte order does not matter
     * @param fin whether the frame is the last one of its message
     * @param opcode what the frame is for
     * @param payloadLength the size in bytes of the payload that is to follow
     * @throws IllegalArgumentException if the opcode is reserved, the length negative, or a control frame in fragments
     *     or over 125 bytes
     * @throws java.nio.BufferOverflowException if there is too little room
     */
    public static void putHeader(ByteBuffer out, boolean fin, Opcode opcode, long payloadLength) {
        requireFrame(fin, opcode, payloadLength);
        out.put((byte) (opcode.code() | (fin ? FIN : 0)));
        switch (headerBytes(payloadLength)) {
            case 2 -> out.put((byte) payloadLength);
            case 4 -> putNumber(out.put((byte) LENGTH_OF_16_BITS), payloadLength, Short.BYTES);
            default -> putNumber(out.put((byte) LENGTH_OF_64_BITS), payloadLength, Long.BYTES);
        }
    }

    /**
     * A whole frame, the only one of its message.
     *
     * @param opcode what it is for
     * @param payload copied from its position to its limit, neither of which changes
     * @return a new buffer on the heap, ready to be read
     * @throws IllegalArgumentException if the opcode is reserved, or a control frame over 125 bytes
     */
    public static ByteBuffer frame(Opcode opcode, ByteBuffer payload) {
        int length = payload.remaining();
        ByteBuffer frame = ByteBuffer.allocate(headerBytes(length) + length);
        putHeader(frame, true, opcode, length);
        frame.put(frame.position(), payload, payload.position(), length);
        return frame.clear();
    }

    /**
     * A whole frame, the only one of its message.
     *
     * @param opcode what it is for
     * @param payload copied
     * @return a new array that holds nothing else
     * @throws IllegalArgumentException if the opcode is reserved, or a control frame over 125 bytes
     */
    public static byte[] frame(Opcode opcode, byte[] payload) {
        return frame(opcode, ByteBuffer.wrap(payload)).array();
    }

    /**
     * A close frame (RFC 6455, section 5.5.1).
     *
     * @param code one that may be sent (section 7.4)
     * @param reason cut to the 123 bytes that there is room for, never inside a character; may be empty
     * @return a new array that holds nothing else
     * @throws IllegalArgumentException if the code may not be sent
     */
    public static byte[] close(int code, String reason) {
        requireSendable(code);
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        int bytes = utf8.length;
        if (bytes > REASON_BYTES) {
            bytes = REASON_BYTES;
            while (isWithinCharacter(utf8[bytes])) {
                bytes--;
            }
        }
        ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + bytes);
        payload.putShort((short) code).put(utf8, 0, bytes).flip();
        return frame(Opcode.CLOSE, payload).array();
    }

    /** Network byte order (RFC 6455, section 5.2). */
    private static void putNumber(ByteBuffer out, long number, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.put((byte) (number >>> shift));
        }
    }

    /** RFC 3629, section 3: every byte of a character but its first begins with the bits 10. */
    private static boolean isWithinCharacter(byte value) {
        return (value & 0xC0) == 0x80;
    }

    private static void requireSendable(int code) {
        try {
            CloseCodes.check(code);
        } catch (FrameViolationException e) {
            throw new IllegalArgumentException("no close frame may carry " + code, e);
        }
    }

    private static void requireFrame(boolean fin, Opcode opcode, long payloadLength) {
        boolean badControl = opcode.isControl() && (!fin || payloadLength > CONTROL_PAYLOAD_BYTES);
        if (opcode.isReserved() || payloadLength < 0 || badControl) {
            throw new IllegalArgumentException(
                    "no frame of a server is " + opcode + ", fin " + fin + ", of " + payloadLength + " bytes");
        }
    }
}
