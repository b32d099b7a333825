package io.parley.chat;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A connection's deadline for joining or saying something. May be used by any thread. */
final class FirstWord {

    private static final Timer.Scheduled NONE = () -> {};

    private final AtomicReference<Timer.Scheduled> deadline = new AtomicReference<>(NONE);
    private volatile boolean said;

    /** Begins to wait; a delay of 0 is none. */
    void await(Timer timer, Duration delay, Runnable silent) {
        if (said || delay.isZero()) {
            return;
        }
        deadline.set(timer.after(delay, silent));
        if (said) {
            said();
        }
    }

    /** It was said, or will not be waited for. May be called again. */
    void said() {
        said = true;
        deadline.getAndSet(NONE).cancel();
    }
}
