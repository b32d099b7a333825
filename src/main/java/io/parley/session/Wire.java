package io.parley.session;

import io.parley.frame.inspection.FrameInspection;
import io.parley.protocol.CloseReason;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Port: a server's hold on one connection below its WebSocket layer. It sees what really travels, and closes as the
 * protocol document says in section 7, "What a peer sees". Servers that let nobody have such a hold have none. May be
 * used by any thread; nothing blocks.
 */
public interface Wire {

    /** Is told of the frames that come in, one at a time, on a thread of the server's that must not be held up. */
    interface Watch {

        /** A frame has come, of whatever kind. */
        void frameSeen();

        /**
         * A pong has come (RFC 6455, section 5.5.3), asked for or not: where there is a hold, this is who tells of it.
         *
         * @param payload of no use after the call
         */
        void pong(ByteBuffer payload);

        /**
         * The peer has broken RFC 6455: what it sends from there on reaches nobody. Called once.
         *
         * @param reason to close with
         */
        void refused(CloseReason reason);
    }

    /**
     * The handshake is answered, and the answer not sent yet: from the first byte behind it, what comes is seen and
     * judged. Called once, on the thread of the handshake's request; does nothing where it was refused.
     */
    void begin();

    /**
     * Says who is to be told, of what came before, too. Called once, when the connection is opened.
     *
     * @param watch is told
     */
    void watch(Watch watch);

    /**
     * Sends a close frame as soon as no frame is under way, shuts the output, and throws away what still comes in,
     * until the peer closes, too; then, or after a few seconds, or when too much came, the connection is dropped. Of
     * several calls the first one counts.
     *
     * @param reason goes into the close frame
     */
    void close(CloseReason reason);

    /**
     * A message that was passed on has been worked off: the server reads on, if it had stopped because too many wait.
     */
    void handled();

    /**
     * Who sends frames that are encoded already, each as a whole between those of the container.
     *
     * @return empty where none are, and what is sent goes through the container
     */
    default Optional<Sender> sender() {
        return Optional.empty();
    }

    /**
     * Sends a ping through the container, unless the peer has closed where the container would drop the connection for
     * that, in the middle of whatever is under way.
     *
     * @param sending has the container send it
     */
    default void ping(Runnable sending) {
        sending.run();
    }

    /**
     * Who looks at what goes through the connection.
     *
     * @return the same one always
     */
    FrameInspection frames();

    /**
     * Does something when the connection is gone, on whatever thread; at once where it is.
     *
     * @param action short
     */
    void whenGone(Runnable action);
}
