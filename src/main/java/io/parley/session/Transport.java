package io.parley.session;

import io.parley.frame.inspection.FrameInspection;
import io.parley.protocol.CloseReason;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Port: the way to one peer. Never blocks. */
public interface Transport {

    /**
     * Who sends what waits.
     *
     * @return always the same
     */
    Sender sender();

    /**
     * Sends a ping (RFC 6455, section 5.5.2), perhaps ahead of messages that wait. One that cannot be sent is
     * forgotten.
     *
     * @param payload at most 125 bytes, not used by the caller any more
     */
    void ping(ByteBuffer payload);

    /**
     * Closes the connection: a close frame behind what was sent (RFC 6455, section 7.1.2). Does nothing where it is
     * closed already. The peer's callbacks may run within this call.
     *
     * @param reason goes into the close frame
     */
    void close(CloseReason reason);

    /**
     * Does something when nothing is left of the connection; where the server does not let that be known, at once.
     *
     * @param action short; on whatever thread
     */
    default void whenGone(Runnable action) {
        action.run();
    }

    /**
     * Who looks at what goes through the connection.
     *
     * @return empty where the server does not let them be seen
     */
    default Optional<FrameInspection> frames() {
        return Optional.empty();
    }
}
