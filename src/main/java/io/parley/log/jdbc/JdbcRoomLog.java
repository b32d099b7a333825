package io.parley.log.jdbc;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogAdministration;
import io.parley.log.LogStatistics;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * The log in a database. An entry is handed out, and its append completes, when its transaction has been committed;
 * what waits shares the next one. Beyond the bounds, and where the database does not answer, drafts are refused.
 * Several nodes may share a database: entries of others are found by looking for them, now and then.
 *
 * <p>Nothing blocks a caller. Stages complete on the threads of {@link JdbcThreads}. The schema must be there:
 * {@link Schema}.
 */
public final class JdbcRoomLog implements RoomLog, LogAdministration, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    private final JdbcLogSettings settings;
    private final Timer timer;
    private final LogHealth health;
    private final WaitingRoom waiting;
    private final FollowedRooms rooms;
    private final RoomReads reads;
    private final RoomReads upkeep;
    private final Following following;
    private final GroupWriter writer;
    private final DraftIntake intake;
    private final Housekeeping housekeeping;
    private final Erasure erasure;
    private final AtomicBoolean keepingHouse = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * What is in the database.
     *
     * @param source where connections come from, in whose database the schema is
     * @param settings bounds and times
     * @param time when an entry is stored, and when to look
     * @param threads where it works
     */
    public JdbcRoomLog(DataSource source, JdbcLogSettings settings, Time time, JdbcThreads threads) {
        this.settings = settings;
        this.timer = time.timer();
        this.waiting = new WaitingRoom(settings.waiting());
        this.health = new LogHealth(settings.waiting().entries());
        Database database = new Database(source, settings.times().timeout());
        this.rooms = new FollowedRooms(settings.tails(), threads.handOuts());
        Duration patience = settings.waiting().time();
        this.reads = new RoomReads(database, threads.readers(), health, patience);
        this.upkeep = new RoomReads(database, threads.upkeep(), health, patience);
        RoomReads looks = new RoomReads(database, threads.followers(), health, patience);
        this.following = new Following(rooms, new Following.Reads(reads, looks), database, settings.tails());
        GroupCommit commit = new GroupCommit(database, time.clock(), settings.dedupe());
        this.writer = new GroupWriter(commit, rooms, health, patience, following::catchUp);
        this.intake = new DraftIntake(waiting, writer::store, new Gathering(), threads.writer(), health);
        this.housekeeping = new Housekeeping(
                database,
                time.clock(),
                new Housekeeping.Windows(settings.dedupe(), settings.times().setAside()),
                settings.retention());
        this.erasure = new Erasure(database);
    }

    /**
     * What tells the time.
     *
     * @param clock when an entry is stored
     * @param timer when to look for others' entries, and for drafts that have waited for too long
     */
    public record Time(InstantSource clock, Timer timer) {}

    /** Begins to look, now and then. Called once. */
    public void start() {
        every(settings.times().poll(), following::look);
        Duration patience = settings.waiting().time();
        every(patience.dividedBy(4), () -> intake.refuseOld(patience));
        every(settings.times().housekeeping(), this::keepHouse);
    }

    /** Not while it is still under way. */
    private void keepHouse() {
        if (keepingHouse.compareAndSet(false, true)) {
            upkeep.submit(housekeeping::run).whenComplete((taken, failure) -> {
                keepingHouse.set(false);
                LOG.log(System.Logger.Level.DEBUG, "kept house: {0}", failure == null ? taken : failure);
            });
        }
    }

    private void every(Duration interval, Runnable task) {
        timer.after(interval, () -> {
            if (!closed) {
                try {
                    task.run();
                } finally {
                    every(interval, task);
                }
            }
        });
    }

    @Override
    public CompletionStage<Appended> append(RoomName room, Draft draft) {
        PendingDraft pending = new PendingDraft(room, draft, System.nanoTime());
        try {
            rooms.find(room).ifPresent(FollowedRoom::requirePlace);
            intake.add(pending);
        } catch (LogUnavailableException refusal) {
            health.refused(1);
            pending.fail(health.refusal(pending, refusal));
        }
        return pending.outcome();
    }

    @Override
    public CompletionStage<Page> read(RoomName room, Range range) {
        Optional<Page> inMemory = rooms.find(room).flatMap(followed -> followed.read(range));
        inMemory.ifPresent(page -> health.pageInMemory());
        return inMemory.map(CompletableFuture::completedStage).orElseGet(() -> reads.page(room, range));
    }

    @Override
    public CompletionStage<Subscription> subscribe(RoomName room, Listener listener) {
        return following.subscribe(room, listener);
    }

    @Override
    public CompletionStage<Long> erase(UserKey user) {
        return upkeep.submit(() -> erasure.erase(user))
                .thenCompose(entries -> following.lookNow().thenApply(seen -> entries));
    }

    @Override
    public LogStatistics statistics() {
        return new LogStatistics(
                waiting.now(), health.writes(), health.pages(), housekeeping.soFar(), rooms.usedBytes());
    }

    /** Refuses all drafts from now on, those that wait too, and looks no more. What is being stored is finished. */
    @Override
    public void close() {
        closed = true;
        housekeeping.close();
        intake.close();
        writer.close();
    }
}
