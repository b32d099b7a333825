package io.parley.session;

import java.time.Duration;

/**
 * A caller is not admitted now.
 *
 * @param cause why
 * @param retryAfter when to try again
 */
public record Denial(Cause cause, Duration retryAfter) implements Admission.Answer {

    /** Why a caller is not admitted. */
    public enum Cause {
        /** The server says farewell to everybody. */
        DRAINING,
        /** The server has too much to do. */
        BUSY,
        /** There are as many connections as there may be. */
        FULL,
        /** As many come from this address as may. */
        ADDRESS,
        /** This user has as many as one may have. */
        USER,
        /** Handshakes come too fast from this address. */
        PACE
    }
}
