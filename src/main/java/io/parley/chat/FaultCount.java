package io.parley.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Counts one connection's faults within the last minute. Keeps as many times as there may be faults, and one more.
 *
 * <p>May be used by any thread; fields are guarded by this.
 */
final class FaultCount {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int limit;
    private final InstantSource clock;

    /** Most peers make none. */
    private @Nullable Queue<Instant> faults;

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
        Queue<Instant> counted = faults == null ? new ArrayDeque<>(1) : faults;
        faults = counted;
        Instant now = clock.instant();
        while (!counted.isEmpty() && !counted.peek().plus(WINDOW).isAfter(now)) {
            counted.remove();
        }
        if (counted.size() > limit) {
            return true;
        }
        counted.add(now);
        return counted.size() > limit;
    }
}
