package io.parley.time;

import java.time.Duration;

/** Port: runs something later, once. Behind it stands the container's executor; in tests, a clock turned by hand. */
@FunctionalInterface
public interface Timer {

    /**
     * Runs a task once, after a delay, on another thread. Never blocks; a stopped timer forgets the task.
     *
     * @param delay from now on
     * @param task short and without I/O; what it throws is logged
     * @return the way to call it off
     */
    Scheduled after(Duration delay, Runnable task);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Scheduled {

        /** Calls it off; does nothing where it has run or is running. */
        void cancel();
    }
}
