package io.parley.log.jdbc;

import io.parley.log.Entry;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.protocol.RoomName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads pages from the database, on the readers' threads. Whoever wants the same page as another whose reading has not
 * begun yet shares it, so many at once read once. Any thread may call; nothing blocks.
 */
final class RoomReads {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    private final ConcurrentHashMap<Wanted, CompletableFuture<Page>> waiting = new ConcurrentHashMap<>();
    private final Database database;
    private final Executor readers;
    private final LogHealth health;
    private final Duration patience;

    private record Wanted(RoomName room, Range range) {}

    /** What a reader does. */
    @FunctionalInterface
    interface Task<T> {

        T run() throws StorageException;
    }

    /** What is read of a room. */
    record Read(RoomRow room, Page page) {}

    RoomReads(Database database, Executor readers, LogHealth health, Duration patience) {
        this.database = database;
        this.readers = readers;
        this.health = health;
        this.patience = patience;
    }

    /** A page; what was committed before the call is in it. */
    CompletionStage<Page> page(RoomName room, Range range) {
        Wanted wanted = new Wanted(room, range);
        CompletableFuture<Page> own = new CompletableFuture<>();
        CompletableFuture<Page> present = waiting.putIfAbsent(wanted, own);
        if (present != null) {
            return present.minimalCompletionStage();
        }
        submit(
                () -> {
                    waiting.remove(wanted);
                    return readNow(room, range).page();
                },
                own);
        return own.minimalCompletionStage().whenComplete((page, failure) -> waiting.remove(wanted, own));
    }

    /** A room and entries of it; what was committed before the call is in it. */
    CompletionStage<Read> room(RoomName room, Range range) {
        return submit(() -> readNow(room, range));
    }

    private Read readNow(RoomName room, Range range) throws StorageException {
        Read read = database.transaction(connection -> read(connection, room, range));
        health.pageRead();
        return read;
    }

    private static Read read(Connection connection, RoomName name, Range range) throws SQLException {
        RoomRow room = RoomSql.find(connection, name);
        List<Entry> entries = EntrySql.read(connection, room, range);
        if (!entries.isEmpty() && entries.get(0).seq() > Math.max(range.from(), room.oldest()) && isFromBelow(range)) {
            // Its oldest entries have just been taken away
            room = RoomSql.find(connection, name);
            entries = EntrySql.read(connection, room, range);
        }
        return new Read(room, new Page(room.head(), entries));
    }

    private static boolean isFromBelow(Range range) {
        return range.end() == Range.End.OLDEST;
    }

    /** Runs a task on a reader's thread. */
    <T> CompletionStage<T> submit(Task<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        submit(task, result);
        return result;
    }

    private <T> void submit(Task<T> task, CompletableFuture<T> result) {
        try {
            long since = System.nanoTime();
            readers.execute(() -> runInTime(task, result, since));
        } catch (RejectedExecutionException | IllegalStateException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.DEBUG, "no reader takes a task", e);
            result.completeExceptionally(new LogUnavailableException("too much is being read now", false));
        }
    }

    /** Who has waited for too long is told so at once, and keeps nobody else waiting. */
    private <T> void runInTime(Task<T> task, CompletableFuture<T> result, long since) {
        if (System.nanoTime() - since > patience.toNanos()) {
            result.completeExceptionally(new LogUnavailableException("the log takes too long to be read now", false));
        } else {
            run(task, result);
        }
    }

    private <T> void run(Task<T> task, CompletableFuture<T> result) {
        try {
            T done = task.run();
            health.reads();
            result.complete(done);
        } catch (StorageException e) {
            result.completeExceptionally(health.failed(e));
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "reading the log failed for an unforeseen reason", e);
            result.completeExceptionally(new LogUnavailableException("the log cannot be read now", false));
        }
    }
}
