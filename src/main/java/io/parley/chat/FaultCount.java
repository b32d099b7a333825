package io.parley.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts one connection's faults by the minute. May be used by any thread; fields are guarded by this. */
final class FaultCount {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int limit;
    private final InstantSource clock;
    private Instant windowEnd = Instant.MIN;
    private int faults;

    /** A limit of 0 is none. */
    FaultCount(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Counts a fault; true where it is one too many. */
    synchronized boolean add() {
        Instant now = clock.instant();
        if (!now.isBefore(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            faults = 0;
        }
        faults++;
        return limit > 0 && faults > limit;
    }
}
