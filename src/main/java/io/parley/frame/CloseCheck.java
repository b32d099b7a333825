package io.parley.frame;

import java.nio.ByteBuffer;

/**
 * What a close frame says: a code that may be sent, then a reason in UTF-8 (RFC 6455, sections 5.5.1, 7.4.1 and 7.4.2).
 * The payload comes in any pieces; {@link FrameRules} has seen to its length. For one frame, and one thread at a time.
 */
public final class CloseCheck {

    private final Utf8Check reason = new Utf8Check();
    private int code = CloseCodes.NONE;

    /** A check before the first byte of the payload. */
    public CloseCheck() {}

    /**
     * Reads the next piece of the payload.
     *
     * @param buffer holds the piece; neither its bytes nor its position or limit change
     * @param start where the piece begins, an index in the buffer
     * @param end the index after its last byte
     * @param maskKey what it is masked with, as in {@link FrameHeader#maskKey()}; 0 if it is not
     * @param offset the place of its first byte in the payload
     * @throws FrameViolationException if the code may not be sent, or at the first byte of the reason that is not UTF-8
     */
    public void accept(ByteBuffer buffer, int start, int end, int maskKey, long offset) {
        int key = Mask.aligned(maskKey, offset, start);
        int i = start;
        long place = offset;
        for (; i < end && place < Short.BYTES; i++, place++) {
            int value = Mask.byteAt(buffer, i, key);
            if (place == 0) {
                code = value << Byte.SIZE;
            } else {
                code |= value;
                CloseCodes.check(code);
            }
        }
        if (reason.accept(buffer, i, end, maskKey, place) < end) {
            throw Rule.CLOSE_REASON_UTF8.violation();
        }
    }

    /**
     * The frame is over.
     *
     * @throws FrameViolationException if the reason ends within a character
     */
    public void end() {
        if (!reason.isBetweenCharacters()) {
            throw Rule.CLOSE_REASON_UTF8.violation();
        }
    }

    /**
     * The code, once the frame is over.
     *
     * @return what the peer sent, or 1005 if it sent none (RFC 6455, section 7.1.5)
     */
    public int code() {
        return code;
    }
}
