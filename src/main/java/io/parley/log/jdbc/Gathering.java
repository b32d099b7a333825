package io.parley.log.jdbc;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long a transaction that could begin waits for others to share it. Those whose messages were stored together hear
 * of it together, and many of them speak again: the first of them would have a transaction to itself, and the others
 * the next one. So it waits for as many drafts as there were in the last one, but not for longer than half the time
 * that one took, nor than a millisecond. One draft behind another alone never waits.
 *
 * <p>For the thread that stores.
 */
final class Gathering {

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Wait wait;
    private int drafts;
    private long nanos;

    /** Waits for a latch, as {@link CountDownLatch#await(long, TimeUnit)} does. */
    @FunctionalInterface
    interface Wait {

        void nanos(CountDownLatch latch, long most) throws InterruptedException;
    }

    /** Nothing was stored yet. */
    Gathering() {
        this((latch, most) -> latch.await(most, TimeUnit.NANOSECONDS));
    }

    /** The same, with another way to wait. */
    Gathering(Wait wait) {
        this.wait = wait;
    }

    /** A transaction is over: so many drafts were in it, and so long it took. */
    void stored(int together, long tookNanos) {
        drafts = together;
        nanos = tookNanos;
    }

    /** Waits for others, where some are here and others may come. */
    void await(WaitingRoom waiting) {
        CountDownLatch others = waiting.until(drafts);
        if (others.getCount() > 0) {
            try {
                wait.nanos(others, Math.min(nanos / 2, LONGEST_NANOS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
