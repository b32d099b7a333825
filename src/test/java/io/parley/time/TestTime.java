package io.parley.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock and a timer that go on only when a test says so. */
public final class TestTime implements InstantSource, Timer {

    private record Task(Instant at, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Scheduled after(Duration delay, Runnable action) {
        Task task = new Task(now.plus(delay), action);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    /** Goes on, and runs what falls due on this thread, in the order of time. */
    public void pass(Duration duration) {
        Instant end = instant().plus(duration);
        for (Optional<Task> due = takeDue(end); due.isPresent(); due = takeDue(end)) {
            due.get().action().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Optional<Task> takeDue(Instant end) {
        Optional<Task> due =
                tasks.stream().filter(task -> !task.at().isAfter(end)).min(Comparator.comparing(Task::at));
        due.ifPresent(task -> {
            tasks.remove(task);
            now = task.at();
        });
        return due;
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return tasks.size();
    }
}
