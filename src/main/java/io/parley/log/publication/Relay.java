package io.parley.log.publication;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogUnavailableException;
import io.parley.protocol.RoomName;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings publications into their rooms, in the order of their keys: at once when told that one has been committed, and
 * now and then, since whoever should have told may have been killed. What cannot be stored now waits for the next time,
 * and all behind it in that room; what no room could ever take is set aside. Any number of nodes may do this to one
 * database.
 *
 * <p>Works on a thread of its own, which it has only while there is something to do. Any thread may call.
 */
public final class Relay implements Publications, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    private final RelayPass pass;
    private final Schedule schedule;
    private final RelayWatch watch;

    /** How often somebody asked since the last look began; the thread works while that is not 0. */
    private final AtomicInteger asked = new AtomicInteger();

    private volatile boolean closed;

    /** Where a draft goes. */
    @FunctionalInterface
    public interface Rooms {

        /**
         * Appends to a room's log.
         *
         * @param room which
         * @param draft what
         * @return completes when it is stored; fails with {@link LogUnavailableException}
         */
        CompletionStage<Appended> append(RoomName room, Draft draft);
    }

    /**
     * Where and when it works.
     *
     * @param executor may block
     * @param timer for the next look
     * @param sweep between looks that nobody asks for
     */
    public record Schedule(Executor executor, Timer timer, Duration sweep) {}

    /**
     * Looks at nothing yet.
     *
     * @param store what waits
     * @param rules what may be said
     * @param rooms where it goes
     * @param schedule where and when it works
     * @param watch hears of how it goes
     */
    public Relay(PublicationStore store, PublicationRules rules, Rooms rooms, Schedule schedule, RelayWatch watch) {
        this.pass = new RelayPass(store, rules, rooms, watch);
        this.schedule = schedule;
        this.watch = watch;
    }

    /** Begins to look: now, and then now and then. Called once. */
    public void start() {
        relay();
        schedule.timer().after(schedule.sweep(), () -> {
            if (!closed) {
                start();
            }
        });
    }

    @Override
    public void relay() {
        if (!closed && asked.getAndIncrement() == 0) {
            try {
                schedule.executor().execute(this::work);
            } catch (RejectedExecutionException | IllegalStateException | OutOfMemoryError e) {
                asked.set(0);
                LOG.log(System.Logger.Level.WARNING, "There is no thread that could relay publications", e);
            }
        }
    }

    private void work() {
        int before;
        do {
            before = asked.get();
            relayAll();
        } while (!asked.compareAndSet(before, 0));
    }

    private void relayAll() {
        try {
            pass.go(() -> closed);
        } catch (LogUnavailableException e) {
            watch.seesNothing(e);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "publications could not be relayed, for an unforeseen reason", e);
        }
    }

    @Override
    public PublicationStatistics statistics() {
        return watch.statistics();
    }

    /** Looks no more. What is on its way is finished, or relayed by the next one who looks. */
    @Override
    public void close() {
        closed = true;
    }
}
