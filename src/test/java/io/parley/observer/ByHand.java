package io.parley.observer;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks when a test says so, and refuses them when it says so. */
public final class ByHand implements Executor {

    final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    boolean refusing;

    @Override
    public void execute(Runnable task) {
        if (refusing) {
            throw new RejectedExecutionException("stopped");
        }
        tasks.add(task);
    }

    void runLast() {
        tasks.removeLast().run();
    }

    public int waiting() {
        return tasks.size();
    }

    /** Runs all tasks. */
    public void runAll() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    /** Whether nothing was asked of it that has not run. */
    public boolean isIdle() {
        return tasks.isEmpty();
    }
}
