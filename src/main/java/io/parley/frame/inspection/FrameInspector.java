package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.FrameViolationException;
import io.parley.frame.PayloadSlice;
import io.parley.frame.Rule;

/**
 * Port: sees every frame of one connection, both ways, control frames included, and may refuse those that come in. An
 * application has its own by a bean of type {@link Factory}.
 *
 * <p>Called on the connection's I/O thread or under its locks: it must not block. One thread at a time for each way;
 * the two ways may overlap. A frame on its way in is shown before the container sees it: by throwing a
 * {@link FrameViolationException} it is refused, with all that follows, and the connection closed with that exception's
 * code. A frame on its way out is shown when it has been written, and refusing it closes the connection behind it. Any
 * other exception closes the connection with 1011.
 */
public interface FrameInspector {

    /** Makes an inspector for each connection. */
    @FunctionalInterface
    interface Factory {

        /**
         * For a connection whose handshake is about to be accepted.
         *
         * @param address of the client, behind a trusted proxy that which the proxy tells
         * @return sees the frames of that connection alone
         */
        FrameInspector inspect(String address);
    }

    /**
     * Whether it wants to be told of one way at all. Asked once for each.
     *
     * @param way which
     * @return false to be told of nothing that goes this way, which costs nothing then
     */
    default boolean looksAt(Direction way) {
        return true;
    }

    /**
     * Bytes have come, before what they hold is shown.
     *
     * @param way which way they go
     * @param bytes how many, at least 1
     */
    default void arrived(Direction way, int bytes) {}

    /**
     * What is shown next has come earlier, and was held back because the server was busy: time has passed that is not
     * the peer's.
     *
     * @param way which way it goes
     */
    default void resumed(Direction way) {}

    /**
     * A frame begins: none of its payload has been looked at.
     *
     * @param way which way it goes
     * @param header in order by every rule of RFC 6455 if it comes in; right until {@link #end}, a
     *     {@linkplain FrameHeader#snapshot() snapshot} lasts
     */
    default void header(Direction way, FrameHeader header) {}

    /**
     * A piece of its payload, in as many pieces as it came.
     *
     * @param way which way it goes
     * @param slice of no use after the call
     */
    default void payload(Direction way, PayloadSlice slice) {}

    /**
     * The frame is over.
     *
     * @param way which way it goes
     */
    default void end(Direction way) {}

    /**
     * A frame was refused, by whomever: nothing more is shown that goes this way.
     *
     * @param way which way it goes
     * @param rule why
     */
    default void refused(Direction way, Rule rule) {}

    /** The connection is gone. Once, on any thread; what is being read or written at that moment may still be shown. */
    default void gone() {}
}
