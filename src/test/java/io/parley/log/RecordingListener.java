package io.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Writes down what it is told, and which rules of the port the calls broke. Any thread may ask. */
public class RecordingListener implements RoomLog.Listener {

    private static final long PATIENCE_SECONDS = 20;

    private final AtomicBoolean inCall = new AtomicBoolean();
    private final List<Head> starts = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private boolean broken;

    @Override
    public final void started(Head start) {
        call(
                () -> {
                    if (!starts.isEmpty() || !entries.isEmpty()) {
                        faults.add("started was not the first call");
                    }
                    starts.add(start);
                },
                this::onStarted);
    }

    @Override
    public final void entries(List<Entry> next) {
        next.forEach(this::entry);
    }

    private void entry(Entry entry) {
        call(
                () -> {
                    if (broken
                            || starts.isEmpty()
                            || entry.seq() != starts.get(0).newest() + entries.size() + 1) {
                        faults.add("not the next entry: " + entry.seq());
                    }
                    entries.add(entry);
                },
                () -> onEntry(entry));
    }

    @Override
    public final void broken() {
        call(
                () -> {
                    if (broken) {
                        faults.add("broken twice");
                    }
                    broken = true;
                },
                () -> {});
    }

    /** Waits until it is told that nothing more comes. */
    public final synchronized void awaitBroken() {
        waitFor(() -> broken);
        assertThat(broken).as("broken").isTrue();
        assertThat(faults).isEmpty();
    }

    /** For subclasses: what else to do at the start. */
    protected void onStarted() {}

    /** For subclasses: what else to do with an entry. */
    protected void onEntry(Entry entry) {}

    /** Waits for so many entries and returns all that have come. */
    public final synchronized List<Entry> await(int count) {
        waitFor(count);
        assertThat(faults).isEmpty();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(count);
        return List.copyOf(entries);
    }

    /** Waits for the entry with this seq and returns the seqs of all that have come. */
    public final synchronized List<Long> awaitSeq(long seq) {
        return await((int) (seq - start().newest())).stream().map(Entry::seq).toList();
    }

    /** Waits for the start and returns it. */
    public final synchronized Head start() {
        waitFor(0);
        assertThat(starts).hasSize(1);
        return starts.get(0);
    }

    /** What has come until now. */
    public final synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Whether it has been called until now. */
    public final synchronized boolean wasCalled() {
        return !starts.isEmpty() || !entries.isEmpty();
    }

    private void waitFor(int count) {
        waitFor(() -> !starts.isEmpty() && entries.size() >= count);
    }

    private void waitFor(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void call(Runnable note, Runnable then) {
        boolean alone = inCall.compareAndSet(false, true);
        try {
            synchronized (this) {
                if (!alone) {
                    faults.add("two calls at a time");
                }
                note.run();
                notifyAll();
            }
            then.run();
        } finally {
            inCall.set(!alone);
        }
    }
}
