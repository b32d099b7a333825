package io.parley.chat;

import io.parley.time.Timer;
import java.time.Duration;

/** A connection's deadline for joining or saying something. May be used by any thread. */
final class FirstWord {

    private static final Timer.Scheduled NONE = () -> {};

    private Timer.Scheduled deadline = NONE;
    private volatile boolean said;

    /** Begins to wait; a delay of 0 is none. */
    synchronized void await(Timer timer, Duration delay, Runnable silent) {
        if (!said && !delay.isZero()) {
            deadline = timer.after(delay, silent);
        }
    }

    /** It was said, or will not be waited for. May be called again. */
    void said() {
        if (!said) {
            end();
        }
    }

    private synchronized void end() {
        said = true;
        deadline.cancel();
        deadline = NONE;
    }
}
