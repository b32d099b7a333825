package io.parley.session;

import java.time.Duration;

/**
 * How much the server has to do, as it was last measured.
 *
 * @param level what follows from it
 * @param heapPercent of the heap that was taken behind the last great collection
 * @param outboxBytes that wait for all connections; what waits for several counts for each
 * @param delay how much later than it should something ran
 */
public record Load(Level level, int heapPercent, long outboxBytes, Duration delay) {

    /** What is done about it. */
    public enum Level {
        /** Nothing. */
        CALM,
        /** Handshakes are refused, and history is not read. */
        BUSY,
        /** The most expensive connections are closed as well. */
        OVERLOADED
    }

    /** Nothing to do. */
    static final Load NONE = new Load(Level.CALM, 0, 0, Duration.ZERO);
}
