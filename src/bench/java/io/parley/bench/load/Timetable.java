package io.parley.bench.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * They speak in turn, on a thread of its own, at times that were fixed beforehand: who is late because of the server
 * counts from when it should have spoken.
 */
final class Timetable implements Speech {

    private final List<Publisher> publishers;
    private final long intervalNanos;
    private final Thread thread = new Thread(this::speak, "timetable");
    private volatile boolean ended;

    Timetable(List<Publisher> publishers, int messagesPerSecond) {
        this.publishers = publishers;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
    }

    @Override
    public void begin() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void reachedAll(Publisher publisher) {
        // The time says who speaks
    }

    @Override
    public void end() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void speak() {
        long due = System.nanoTime();
        for (int turn = 0; !ended; turn = (turn + 1) % publishers.size()) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            publishers.get(turn).say(due);
            due += intervalNanos;
        }
    }
}
