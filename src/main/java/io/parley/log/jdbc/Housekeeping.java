package io.parley.log.jdbc;

import io.parley.log.LogStatistics;
import io.parley.log.Retention;
import io.parley.log.RetentionRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes away what is over: idempotency keys behind their window, publications that were set aside long ago, and entries
 * behind their room's retention. In small transactions, so that nobody waits for it. Every node may do it, at the same
 * time as others.
 *
 * <p>Blocks; any thread that may wait can call.
 */
final class Housekeeping {

    /** So much is taken away in one transaction. */
    private static final int BATCH = 500;

    /** An entry is kept for so long at least, so that a node which is behind still finds it. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final Windows windows;
    private final RetentionRules retention;
    private volatile boolean closed;
    private final LongAdder expired = new LongAdder();
    private final LongAdder removed = new LongAdder();

    /** How long idempotency keys are kept, and publications that were set aside. */
    record Windows(Duration dedupe, Duration setAside) {}

    Housekeeping(Database database, InstantSource clock, Windows windows, RetentionRules retention) {
        this.database = database;
        this.clock = clock;
        this.windows = windows;
        this.retention = retention;
    }

    /** What was taken away. */
    record Done(long keys, long entries) {}

    /** What was taken away so far, also where it was left unfinished. */
    LogStatistics.Upkeep soFar() {
        return new LogStatistics.Upkeep(expired.sum(), removed.sum());
    }

    /** Takes away all that is over now. */
    Done run() throws StorageException {
        return new Done(expireKeys(), retention.keepAll() ? 0 : removeEntries());
    }

    /** Leaves what remains to others, or to the next start. */
    void close() {
        closed = true;
    }

    private long expireKeys() throws StorageException {
        long all = 0;
        int some = BATCH;
        while (some == BATCH && !closed) {
            Some over = database.transaction(this::expireSome);
            some = Math.max(over.keys(), over.setAside());
            all += over.keys();
            expired.add(over.keys());
        }
        return all;
    }

    /** What was over in one transaction. */
    private record Some(int keys, int setAside) {}

    private Some expireSome(Connection connection) throws SQLException {
        Instant now = clock.instant();
        return new Some(
                KeySql.expire(connection, now.minus(windows.dedupe()), BATCH),
                PublicationSql.forgetSetAside(connection, now.minus(windows.setAside()), BATCH));
    }

    private long removeEntries() throws StorageException {
        long all = 0;
        List<RetentionSql.Room> rooms = roomsBehind(0);
        while (!rooms.isEmpty() && !closed) {
            for (RetentionSql.Room room : rooms) {
                all += removeEntries(room);
            }
            rooms = roomsBehind(rooms.get(rooms.size() - 1).id());
        }
        return all;
    }

    private List<RetentionSql.Room> roomsBehind(long id) throws StorageException {
        return database.transaction(connection -> RetentionSql.rooms(connection, id, BATCH));
    }

    private long removeEntries(RetentionSql.Room room) throws StorageException {
        Retention kept = retention.of(room.name());
        long all = 0;
        if (mayHaveTooMuch(room, kept)) {
            long some = BATCH;
            while (some == BATCH && !closed) {
                some = database.transaction(connection -> removeSome(connection, room.id(), kept));
                all += some;
                removed.add(some);
            }
        }
        return all;
    }

    private boolean mayHaveTooMuch(RetentionSql.Room room, Retention kept) {
        boolean tooMany = kept.entries() > 0 && room.newest() - room.oldest() + 1 > kept.entries();
        boolean tooOld = !kept.age().isZero()
                && room.oldest() <= room.newest()
                && room.oldestAt().isBefore(clock.instant().minus(kept.age()));
        return tooMany || tooOld;
    }

    private long removeSome(Connection connection, long id, Retention kept) throws SQLException {
        RetentionSql.Room room = RetentionSql.lock(connection, id);
        Instant now = clock.instant();
        long firstKept = kept.entries() > 0 ? room.newest() - kept.entries() + 1 : room.oldest();
        Instant firstAt = kept.age().isZero() ? Instant.MIN : now.minus(kept.age());
        long oldest = room.oldest();
        Instant oldestAt = room.newest() < oldest ? now : room.oldestAt();
        for (RetentionSql.Place place : RetentionSql.places(connection, id, oldest, BATCH)) {
            oldestAt = place.at();
            boolean over = place.seq() < firstKept || place.at().isBefore(firstAt);
            if (!over || !place.at().isBefore(now.minus(LEAST))) {
                break;
            }
            oldest = place.seq() + 1;
        }
        RetentionSql.remove(connection, id, oldest, oldestAt);
        return oldest - room.oldest();
    }
}
