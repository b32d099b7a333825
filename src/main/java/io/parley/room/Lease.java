package io.parley.room;

import io.parley.log.RoomLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * How long a room stays: as long as somebody holds it, and for a while after. Then it follows the log no more. May be
 * used by any thread; fields are guarded by this.
 */
final class Lease {

    private final InstantSource clock;
    private final CompletableFuture<RoomLog.Subscription> subscription = new CompletableFuture<>();
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

    /** What ends with the room. */
    void owns(RoomLog.Subscription made) {
        subscription.complete(made);
    }

    /** Ends if nobody has held it since before the given time; true where it has ended, now or before. */
    boolean endIfIdle(Instant before) {
        synchronized (this) {
            if (ended || holds > 0 || !idleSince.isBefore(before)) {
                return ended;
            }
            ended = true;
        }
        subscription.minimalCompletionStage().thenAccept(RoomLog.Subscription::end);
        return true;
    }

    /** Ends, whoever holds it: there is nothing to follow. */
    synchronized void end() {
        ended = true;
    }
}
