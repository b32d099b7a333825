package io.parley.observer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for observers in all lanes together, and what is lost because too much waits. One lane takes a quarter of
 * it at most, and lives that begin find an eighth left by what is only told: one busy room does not silence the others.
 * May be used by any thread.
 */
public final class Backlog {

    private static final System.Logger LOG = System.getLogger("io.parley.observer");

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final int maxWaiting;

    /**
     * Nothing waits.
     *
     * @param maxWaiting notifications, above which those that may be lost are
     */
    public Backlog(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    /** Takes a place for a beginning, where there is one; else counts it as lost. */
    boolean takeForLife() {
        return takeUpTo(maxWaiting);
    }

    /** Takes a place for what a lane is told, where so many may wait in that one; else counts it as lost. */
    boolean take(int waitingInLane) {
        if (waitingInLane >= Math.max(1, maxWaiting / 4)) {
            lose();
            return false;
        }
        return takeUpTo(maxWaiting - maxWaiting / 8);
    }

    private boolean takeUpTo(int most) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            lose();
            return false;
        }
        return true;
    }

    /** Takes a place, be there one or not. */
    void takeAnyway() {
        waiting.incrementAndGet();
    }

    /** Gives a place back. */
    void give() {
        waiting.decrementAndGet();
    }

    /** Logs the first loss, and again each time their number has doubled. */
    void lose() {
        long count = lost.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "observers fall behind: {0} notifications lost so far, {1} may wait",
                    count,
                    maxWaiting);
        }
    }

    /**
     * How many notifications wait.
     *
     * @return 0 or more
     */
    public int waiting() {
        return waiting.get();
    }

    /**
     * Notifications that were lost, because too many waited.
     *
     * @return since the start
     */
    public long lost() {
        return lost.get();
    }
}
