package io.parley.room;

import java.time.Instant;
import java.time.InstantSource;

/**
 * How long a room stays: as long as somebody holds it, and for a while after. May be used by any thread; fields are
 * guarded by this.
 */
final class Lease {

    private final InstantSource clock;
    private Instant idleSince;
    private int holds;
    private boolean ended;

    Lease(InstantSource clock) {
        this.clock = clock;
        this.idleSince = clock.instant();
    }

    /** Keeps the room until {@link #release}; false where it has ended already. */
    synchronized boolean hold() {
        holds += ended ? 0 : 1;
        return !ended;
    }

    synchronized void release() {
        holds--;
        idleSince = clock.instant();
    }

    /** Ends if nobody has held it since before the given time; true where this call ended it. */
    synchronized boolean endIfIdle(Instant before) {
        if (ended || holds > 0 || !idleSince.isBefore(before)) {
            return false;
        }
        ended = true;
        return true;
    }

    /** Ends, whoever holds it. */
    synchronized void end() {
        ended = true;
    }
}
