package io.parley.session;

import io.parley.protocol.CloseReason;

/**
 * How a connection ended.
 *
 * @param by who ended it
 * @param code the code of the close frame that began it, whoever sent that; 1005 where it had none, 1006 where there
 *     was no close frame (RFC 6455, section 7.1.5)
 * @param reason in the close frame, or empty
 */
public record Ending(By by, int code, String reason) {

    /** No code was in the close frame. */
    public static final int NO_CODE = 1005;

    /** There was no close frame. */
    public static final int ABNORMAL = 1006;

    private static final int NORMAL = 1000;

    /** Who ended a connection. */
    public enum By {
        /** This server, with a code of its catalogue. */
        SERVER,
        /** The client, or the container under the endpoint, which cannot be told apart everywhere. */
        PEER,
        /** Nobody: the line was lost. */
        NETWORK
    }

    /**
     * Ended by this server.
     *
     * @param reason what was sent, or would have been
     * @return the ending
     */
    public static Ending byServer(CloseReason reason) {
        return new Ending(By.SERVER, reason.code().code(), reason.text());
    }

    /**
     * Ended by somebody else.
     *
     * @param code what the container makes of it
     * @param reason that of the close frame
     * @return the ending
     */
    public static Ending byOther(int code, String reason) {
        return code == ABNORMAL ? lost() : new Ending(By.PEER, code, reason);
    }

    /**
     * The line was lost.
     *
     * @return the ending
     */
    public static Ending lost() {
        return new Ending(By.NETWORK, ABNORMAL, "");
    }

    /**
     * Whether the client is done, rather than dropped: nobody waits for it to come back. The protocol document, section
     * 5, point 5.
     *
     * @return true for 1000 and for no code
     */
    public boolean isDone() {
        return code == NORMAL || code == NO_CODE;
    }
}
