package io.parley.container.tyrus;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks until somebody comes who holds no lock, and runs them one at a time, in their order. May be used by any
 * thread; whoever comes while another is at it leaves them to that one.
 */
final class Later implements Executor {

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger comers = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs what was kept. */
    void run() {
        int come = comers.getAndIncrement() == 0 ? 1 : 0;
        while (come > 0) {
            runAll();
            come = comers.addAndGet(-come);
        }
    }

    /** What fails keeps nothing else from being run. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a connection could not be closed", e);
        }
    }

    private void runAll() {
        @Nullable Runnable task = tasks.poll();
        while (task != null) {
            run(task);
            task = tasks.poll();
        }
    }
}
