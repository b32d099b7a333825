package io.parley.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;

/**
 * Counts one connection's faults within the last minute. Keeps as many times as there may be faults, and one more.
 *
 * <p>May be used by any thread; fields are guarded by this.
 */
final class FaultCount {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int limit;
    private final InstantSource clock;
    private final ArrayDeque<Instant> faults = new ArrayDeque<>(1);

    /** A limit of 0 is none. */
    FaultCount(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Counts a fault; true where it is one too many. */
    synchronized boolean add() {
        if (limit == 0) {
            return false;
        }
        Instant now = clock.instant();
        while (!faults.isEmpty() && !faults.peek().plus(WINDOW).isAfter(now)) {
            faults.remove();
        }
        if (faults.size() > limit) {
            return true;
        }
        faults.add(now);
        return faults.size() > limit;
    }
}
