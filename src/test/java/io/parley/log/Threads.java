package io.parley.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Threads for tests: they set off at the same moment, are waited for, and what one of them throws fails the test. */
public final class Threads {

    private static final long PATIENCE_SECONDS = 60;

    private Threads() {}

    /** Runs the tasks together and returns their results, in the order of the tasks. */
    public static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<FutureTask<T>> runs = new ArrayList<>();
        for (Callable<T> task : tasks) {
            runs.add(started(() -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return task.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (FutureTask<T> run : runs) {
            results.add(run.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return results;
    }

    /** Runs a task on a thread of its own. */
    public static <T> FutureTask<T> started(Callable<T> task) {
        FutureTask<T> run = new FutureTask<>(task);
        Thread thread = new Thread(run, "test");
        thread.setDaemon(true);
        thread.start();
        return run;
    }
}
