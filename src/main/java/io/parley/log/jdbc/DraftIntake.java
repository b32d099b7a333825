package io.parley.log.jdbc;

import io.parley.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The drafts' way to the writer: they wait within bounds, and whenever the writer is done it takes all that waits, and
 * what {@linkplain Gathering gathers} in a moment. It has a thread while there is something to do, and none otherwise.
 * Those that wait for too long, because the database does not answer, are refused while the writer still waits for it.
 *
 * <p>Any thread may call; nothing blocks.
 */
final class DraftIntake {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    /** So many drafts go into one transaction. */
    private static final int BATCH_ENTRIES = 1_000;

    /** Of this size, together. */
    private static final long BATCH_BYTES = 4L << 20;

    private final WaitingRoom waiting;
    private final Consumer<List<PendingDraft>> writer;
    private final Gathering gathering;
    private final Executor thread;
    private final LogHealth health;
    private final AtomicBoolean working = new AtomicBoolean();

    /**
     * Nothing waits.
     *
     * @param waiting where drafts wait
     * @param writer stores them, and throws nothing
     * @param gathering how they come together
     * @param thread where it works; its own
     * @param health hears of what is refused
     */
    DraftIntake(
            WaitingRoom waiting,
            Consumer<List<PendingDraft>> writer,
            Gathering gathering,
            Executor thread,
            LogHealth health) {
        this.waiting = waiting;
        this.writer = writer;
        this.gathering = gathering;
        this.thread = thread;
        this.health = health;
    }

    /**
     * Takes a draft; its sender is answered some time.
     *
     * @throws LogUnavailableException where there is no place
     */
    void add(PendingDraft draft) {
        waiting.add(draft);
        wake();
    }

    private void wake() {
        if (!waiting.isEmpty() && working.compareAndSet(false, true)) {
            try {
                thread.execute(this::work);
            } catch (RejectedExecutionException | IllegalStateException | OutOfMemoryError e) {
                LOG.log(System.Logger.Level.WARNING, "There is no thread that could store messages", e);
                working.set(false);
                refuse(waiting.take(Integer.MAX_VALUE, Long.MAX_VALUE), "the server cannot store messages now");
            }
        }
    }

    private void work() {
        try {
            List<PendingDraft> batch = take();
            while (!batch.isEmpty()) {
                store(batch);
                batch = take();
            }
        } finally {
            working.set(false);
            wake();
        }
    }

    private void store(List<PendingDraft> batch) {
        long begun = System.nanoTime();
        writer.accept(batch);
        gathering.stored(batch.size(), begun, System.nanoTime());
    }

    private List<PendingDraft> take() {
        gathering.await(waiting, BATCH_BYTES, System.nanoTime());
        return waiting.take(BATCH_ENTRIES, BATCH_BYTES);
    }

    /** Refuses what has waited for longer than it may. */
    void refuseOld(Duration patience) {
        refuse(
                waiting.takeOlderThan(System.nanoTime() - patience.toNanos()),
                "the log takes too long to store messages now");
    }

    private void refuse(List<PendingDraft> drafts, String why) {
        health.refused(drafts.size());
        drafts.forEach(draft -> draft.fail(health.refusal(draft, new LogUnavailableException(why, false))));
    }

    /** Refuses what waits, and what comes. */
    void close() {
        refuse(waiting.close(), "the server is stopping");
    }
}
