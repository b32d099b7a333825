package io.parley.frame;

/**
 * What stands before a frame's payload (RFC 6455, section 5.2). It is syntax alone: reserved bits and opcodes are shown
 * as they came.
 *
 * <p>The header that a {@link FrameReader} shows is a view which changes with the next frame: whoever wants to keep it
 * takes a {@link #snapshot()}.
 */
public sealed interface FrameHeader permits HeaderView, HeaderSnapshot {

    /**
     * Whether the frame is the last one of its message.
     *
     * @return the first bit
     */
    boolean fin();

    /**
     * The three reserved bits.
     *
     * @return 0 to 7; RSV1 counts 4, RSV2 2, RSV3 1
     */
    int rsv();

    /**
     * What the frame is for.
     *
     * @return never null; a reserved one where the peer sent that
     */
    Opcode opcode();

    /**
     * Whether the payload is masked (RFC 6455, section 5.3).
     *
     * @return true if a key was sent, even one of zero
     */
    boolean masked();

    /**
     * The key that the payload is masked with (RFC 6455, section 5.3).
     *
     * @return its first byte on top; 0, which changes nothing, for a frame that is not masked
     */
    int maskKey();

    /**
     * The size of the payload.
     *
     * @return in bytes, 0 to 2<sup>63</sup> - 1
     */
    long payloadLength();

    /**
     * The size of the header itself.
     *
     * @return in bytes, 2 to 14
     */
    default int headerBytes() {
        return FrameWriter.headerBytes(payloadLength()) + (masked() ? Integer.BYTES : 0);
    }

    /**
     * The header as a value of its own, for what outlives the frame. Allocates.
     *
     * @return never changes; equal to that of an equal header
     */
    HeaderSnapshot snapshot();
}
