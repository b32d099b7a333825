package io.parley.session;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;

/** A timer that runs its tasks only when a test says so, however late that is. */
final class Standstill implements Timer {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    void runNext() {
        tasks.remove().run();
    }
}
