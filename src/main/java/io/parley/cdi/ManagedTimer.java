package io.parley.cdi;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timer on the container's managed executor. That one outlives the deployment, so the timer itself has to be
 * stopped: then nothing is left behind in the executor.
 *
 * <p>May be used by any thread.
 */
final class ManagedTimer implements Timer {

    private static final System.Logger LOG = System.getLogger("io.parley.cdi");

    private final CompletionStage<? extends ScheduledExecutorService> executor;
    private final Executor context;
    private final Set<Task> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * Nothing waits.
     *
     * @param executor where tasks run, once it is there
     * @param context what they run within: runs a task at once, on the same thread
     */
    ManagedTimer(CompletionStage<? extends ScheduledExecutorService> executor, Executor context) {
        this.executor = executor;
        this.context = context;
    }

    @Override
    public Scheduled after(Duration delay, Runnable action) {
        waiting.removeIf(Task::isLost);
        Task task = new Task(action);
        waiting.add(task);
        executor.thenAccept(started -> schedule(started, task, delay));
        return task;
    }

    private void schedule(ScheduledExecutorService started, Task task, Duration delay) {
        try {
            task.future = started.schedule(() -> context.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the executor has stopped", e);
            waiting.remove(task);
        }
        if (stopped || !waiting.contains(task)) {
            task.cancel();
        }
    }

    /** Calls off all that waits, and all that is still to come. */
    void stop() {
        stopped = true;
        waiting.forEach(Task::cancel);
    }

    private final class Task implements Runnable, Scheduled {

        private final Runnable action;
        private volatile @Nullable ScheduledFuture<?> future;

        Task(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (!waiting.remove(this) || stopped) {
                return;
            }
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a timed task failed", e);
            }
        }

        /** A server that is suspended lets tasks fall due without running them. */
        boolean isLost() {
            @Nullable ScheduledFuture<?> scheduled = future;
            return scheduled != null && scheduled.isDone();
        }

        @Override
        public void cancel() {
            waiting.remove(this);
            @Nullable ScheduledFuture<?> scheduled = future;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }
}
