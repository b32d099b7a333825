package io.parley.session;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether something waits for too long, without a time for each event: what had come in at an earlier look
 * has to be out by now. There are four looks within the longest time, so what waits is found in time or a quarter of it
 * later; none while nothing waits. May be used by any thread.
 */
final class AgeWatch {

    private static final int LOOKS = 4;

    private final Duration interval;
    private final Timer timer;
    private final AtomicLong bytesIn;
    private final AtomicLong bytesOut;
    private final Runnable tooOld;

    /** What had come in at the last looks; guarded by this, as all that follows. */
    private long @Nullable [] seen;

    private int looks;
    private Timer.@Nullable Scheduled next;
    private boolean ended;

    AgeWatch(Duration age, Timer timer, AtomicLong bytesIn, AtomicLong bytesOut, Runnable tooOld) {
        this.interval = age.dividedBy(LOOKS);
        this.timer = timer;
        this.bytesIn = bytesIn;
        this.bytesOut = bytesOut;
        this.tooOld = tooOld;
    }

    /** Something waits. Does nothing where it is looked at already. */
    synchronized void begin() {
        if (next == null && !ended) {
            seen = new long[LOOKS];
            looks = 0;
            lookAgain(seen);
        }
    }

    synchronized void end() {
        ended = true;
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void lookAgain(long[] kept) {
        kept[looks % LOOKS] = bytesIn.get();
        looks++;
        next = timer.after(interval, this::look);
    }

    private void look() {
        if (isTooOld()) {
            tooOld.run();
        }
    }

    private synchronized boolean isTooOld() {
        next = null;
        long out = bytesOut.get();
        if (ended || seen == null || out == bytesIn.get()) {
            seen = null;
            return false;
        }
        if (looks >= LOOKS && out < seen[looks % LOOKS]) {
            return true;
        }
        lookAgain(seen);
        return false;
    }
}
