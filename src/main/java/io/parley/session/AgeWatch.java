package io.parley.session;

import io.parley.time.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether something waits for too long, without a time for each event: what had come in at an earlier look
 * has to be out by now. There are four looks within the longest time, so what waits is found in time or a quarter of it
 * later; none while nothing waits. May be used by any thread.
 */
final class AgeWatch {

    /** What goes through, in bytes, from the beginning on. */
    interface Passing {

        long in();

        long out();

        /** What waits is too old. Called under no lock. */
        void tooOld();
    }

    private static final int LOOKS = 4;

    private final Duration age;
    private final Timer timer;
    private final Passing passing;

    /** What had come in at the last looks; guarded by this, as all that follows. */
    private long @Nullable [] seen;

    private int looks;
    private Timer.@Nullable Scheduled next;
    private boolean ended;

    AgeWatch(Duration age, Timer timer, Passing passing) {
        this.age = age;
        this.timer = timer;
        this.passing = passing;
    }

    /** Something waits. Does nothing where it is looked at already. */
    synchronized void begin() {
        if (next == null && !ended) {
            seen = new long[LOOKS];
            looks = 0;
            lookAgain(seen);
        }
    }

    synchronized boolean isLooking() {
        return next != null;
    }

    synchronized void end() {
        ended = true;
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void lookAgain(long[] kept) {
        kept[looks % LOOKS] = passing.in();
        looks++;
        next = timer.after(age.dividedBy(LOOKS), this::look);
    }

    private void look() {
        if (isTooOld()) {
            passing.tooOld();
        }
    }

    private synchronized boolean isTooOld() {
        next = null;
        long out = passing.out();
        if (ended || seen == null || out == passing.in()) {
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
