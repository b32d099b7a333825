package io.parley.frame;

import java.nio.ByteBuffer;

/** A text message of a server, as the single frame that it travels in (RFC 6455, section 5.6). Never changes. */
public interface EncodedText {

    /**
     * How big the text is.
     *
     * @return in bytes of UTF-8
     */
    int payloadBytes();

    /**
     * How big the frame is.
     *
     * @return in bytes, with its header
     */
    int sizeBytes();

    /**
     * The whole frame, header and payload, not masked.
     *
     * @return a view of its own for each caller, read-only, from its position to its limit
     */
    ByteBuffer frame();
}
