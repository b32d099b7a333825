package io.parley.room;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The time for which those who were dropped still count as present, in all rooms of a node; so many at once, and beyond
 * that none. May be used by any thread, under a lock, too.
 */
final class Grace {

    private final Timer timer;
    private final Duration length;
    private final int most;
    private final AtomicInteger lingering = new AtomicInteger();

    /** No grace where its length is zero. */
    Grace(Timer timer, Duration length, int most) {
        this.timer = timer;
        this.length = length;
        this.most = most;
    }

    /** Begins one, and tells when it is over; empty where there is none. Called off, it may just have been over. */
    Optional<Timer.Scheduled> begin(Runnable over) {
        if (length.isZero() || lingering.incrementAndGet() > most) {
            lingering.addAndGet(length.isZero() ? 0 : -1);
            return Optional.empty();
        }
        AtomicBoolean done = new AtomicBoolean();
        Timer.Scheduled scheduled = timer.after(length, () -> {
            if (done.compareAndSet(false, true)) {
                lingering.decrementAndGet();
                over.run();
            }
        });
        return Optional.of(() -> {
            if (done.compareAndSet(false, true)) {
                lingering.decrementAndGet();
                scheduled.cancel();
            }
        });
    }
}
