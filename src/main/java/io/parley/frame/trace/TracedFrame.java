package io.parley.frame.trace;

import io.parley.frame.Direction;
import io.parley.frame.HeaderSnapshot;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A frame as it travelled. Any thread may use it, as long as nobody moves the payload's position or limit.
 *
 * @param number 1, 2, 3 and so on for the frames of one connection, both ways together
 * @param time when it was seen
 * @param way where it went
 * @param header what it began with
 * @param payload the first bytes of the payload, in clear whether the frame was masked or not, from the position to the
 *     limit of a buffer that is only read; empty where none were kept
 */
public record TracedFrame(long number, Instant time, Direction way, HeaderSnapshot header, ByteBuffer payload) {

    /**
     * A frame of which no more was kept than there was.
     *
     * @param number positive
     * @param time any
     * @param way any
     * @param header any, also one that breaks rules
     * @param payload no longer than the header says
     * @throws IllegalArgumentException if the number is not positive, or more of the payload is there than the header
     *     says
     */
    public TracedFrame {
        if (number < 1) {
            throw new IllegalArgumentException("frames are numbered from 1 on, this one " + number);
        }
        if (payload.remaining() > header.payloadLength()) {
            throw new IllegalArgumentException(
                    payload.remaining() + " bytes were kept of a payload of " + header.payloadLength());
        }
    }
}
