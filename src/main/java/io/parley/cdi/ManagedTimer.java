package io.parley.cdi;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The timer on the container's managed executor. After that has stopped, tasks are forgotten. */
final class ManagedTimer implements Timer {

    private static final System.Logger LOG = System.getLogger("io.parley.cdi");

    private final ScheduledExecutorService executor;

    ManagedTimer(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> future = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the timer has stopped", e);
            return () -> {};
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a timed task failed", e);
        }
    }
}
