package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names of those who were dropped, kept for the grace, so that nobody takes them meanwhile: at most {@value #MOST} at
 * once, beyond which a name is free at once. May be used by any thread.
 */
final class KeptNames {

    static final int MOST = 10_000;

    private final AtomicInteger kept = new AtomicInteger();
    private final Timer timer;

    KeptNames(Timer timer) {
        this.timer = timer;
    }

    /** Releases a claim after the grace; at once where that is zero, or too many are kept. */
    void release(NameClaim claim, Duration grace) {
        if (grace.isZero()) {
            claim.release();
        } else if (kept.incrementAndGet() > MOST) {
            kept.decrementAndGet();
            claim.release();
        } else {
            timer.after(grace, () -> {
                kept.decrementAndGet();
                claim.release();
            });
        }
    }
}
