package io.parley.bench.log;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what senders get stored, and how long they wait for it. Any thread may call. */
final class Meter {

    private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Histogram delays = new ConcurrentHistogram(MOST_NANOS, 3);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final LongAdder acks = new LongAdder();
    private final CountDownLatch left;
    private volatile boolean measuring;
    private volatile boolean ended;
    private double perSecond;

    Meter(int senders) {
        left = new CountDownLatch(senders);
    }

    /** A message is stored that was begun then. */
    void stored(long begunNanos) {
        acks.increment();
        if (measuring) {
            record(System.nanoTime() - begunNanos);
        }
    }

    void record(long nanos) {
        delays.recordValue(Math.min(nanos, MOST_NANOS));
    }

    /** It cannot go on. */
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        failed.countDown();
    }

    /** Whether senders are to stop. */
    boolean isEnded() {
        return ended || failed.getCount() == 0;
    }

    /** A sender has stopped. */
    void leave() {
        left.countDown();
    }

    /** How many messages were stored in all. */
    long acks() {
        return acks.sum();
    }

    /** Lets time go by, and counts what comes in its second part. */
    void measure(Duration warmUp, Duration measured) {
        pass(warmUp);
        long begun = System.nanoTime();
        measuring = true;
        pass(measured);
        measuring = false;
        perSecond = delays.getTotalCount() * 1e9 / (System.nanoTime() - begun);
        ended = true;
        awaitAll();
    }

    private void awaitAll() {
        try {
            if (!left.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("some are never answered");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(Duration time) {
        try {
            if (failed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException(failure.get());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    double perSecond() {
        return perSecond;
    }

    double millis(double percentile) {
        return delays.getValueAtPercentile(percentile) / 1e6;
    }
}
