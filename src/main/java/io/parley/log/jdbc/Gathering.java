package io.parley.log.jdbc;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long a transaction that could begin waits for others to share it. Those whose messages were stored together hear
 * of it together, and many of them soon speak again: the first of them would have a transaction to itself, and the
 * others the next one. So it waits for as many drafts as there were in the last one, but asks for no more than half the
 * time that one took, nor for more than a millisecond. Where each speaks alone, nobody waits.
 *
 * <p>For the thread that stores.
 */
final class Gathering {

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A thread that sleeps is not back sooner. */
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** Who has not spoken again by then has not done so because of that. */
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Wait wait;
    private int drafts;
    private long tookNanos;
    private long endNanos;

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

    /** A transaction is over: so many drafts were in it, and it took from then to then. */
    void stored(int together, long begin, long end) {
        drafts = together;
        tookNanos = end - begin;
        endNanos = end;
    }

    /**
     * Waits for others, where some are here and others may come.
     *
     * @param mostBytes there is no place for others where so many wait
     * @param now by the clock that only counts
     */
    void await(WaitingRoom waiting, long mostBytes, long now) {
        long most = Math.min(tookNanos / 2, LONGEST_NANOS);
        if (most < SHORTEST_NANOS || now - endNanos > SOON_NANOS) {
            return;
        }
        CountDownLatch others = waiting.until(drafts, mostBytes);
        if (others.getCount() > 0) {
            try {
                wait.nanos(others, most);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
