package io.parley.log.jdbc;

import io.parley.log.LogStatistics;
import io.parley.log.LogUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** The drafts that wait for a transaction, the oldest first, within bounds. Any thread may call. */
final class WaitingRoom {

    private final JdbcLogSettings.Waiting bounds;

    /** Guarded by this. */
    private final Queue<PendingDraft> waiting = new ArrayDeque<>();

    /** Guarded by this. */
    private long bytes;

    /** Guarded by this. */
    private CountDownLatch others = new CountDownLatch(0);

    /** Guarded by this. */
    private boolean closed;

    WaitingRoom(JdbcLogSettings.Waiting bounds) {
        this.bounds = bounds;
    }

    /**
     * Lets a draft wait.
     *
     * @throws LogUnavailableException where there is no place
     */
    synchronized void add(PendingDraft draft) {
        if (closed) {
            throw new LogUnavailableException("the server is stopping", false);
        }
        int size = draft.sizeBytes();
        if (waiting.size() >= bounds.entries() || (bytes + size > bounds.bytes() && !waiting.isEmpty())) {
            throw new LogUnavailableException("too many messages wait to be stored", false);
        }
        waiting.add(draft);
        bytes += size;
        others.countDown();
    }

    /**
     * Those who are missing until so many wait.
     *
     * @param mostBytes none is missing where so much waits already
     * @return counted down as they come, until the next call; none is missing where nobody waits
     */
    synchronized CountDownLatch until(int drafts, long mostBytes) {
        boolean missing = !waiting.isEmpty() && bytes < mostBytes;
        others = new CountDownLatch(missing ? Math.max(drafts - waiting.size(), 0) : 0);
        return others;
    }

    /** Takes what goes into one transaction; nothing where nothing waits. */
    synchronized List<PendingDraft> take(int maxEntries, long maxBytes) {
        List<PendingDraft> taken = new ArrayList<>();
        long takenBytes = 0;
        PendingDraft next = waiting.peek();
        while (next != null && taken.size() < maxEntries && (taken.isEmpty() || takenBytes < maxBytes)) {
            takenBytes += next.sizeBytes();
            taken.add(waiting.remove());
            next = waiting.peek();
        }
        bytes -= takenBytes;
        return taken;
    }

    /**
     * Takes those that have waited since before a time, to be refused: nothing that is taken later may overtake them.
     */
    synchronized List<PendingDraft> takeOlderThan(long nanos) {
        List<PendingDraft> taken = new ArrayList<>();
        PendingDraft next = waiting.peek();
        while (next != null && next.sinceNanos() - nanos < 0) {
            next.halt();
            bytes -= next.sizeBytes();
            taken.add(waiting.remove());
            next = waiting.peek();
        }
        return taken;
    }

    /** Lets nothing in any more, and takes what waits. */
    synchronized List<PendingDraft> close() {
        closed = true;
        return take(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What waits now. */
    synchronized LogStatistics.Waiting now() {
        return new LogStatistics.Waiting(waiting.size(), bytes);
    }
}
