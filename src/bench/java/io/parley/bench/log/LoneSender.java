package io.parley.bench.log;

import java.sql.SQLException;
import java.time.Duration;

/**
 * One sender, one message at a time: a bare insert and its commit, the log, and the log with an idempotency key, in
 * turn, so that what else the machine does meets all of them.
 */
final class LoneSender implements Trial {

    private final BenchDatabase database;
    private final Duration measured;

    LoneSender(BenchDatabase database, Duration measured) {
        this.database = database;
        this.measured = measured;
    }

    @Override
    public void run(Samples samples) throws SQLException {
        Rooms rooms = Rooms.make(database, 2);
        Meter commit = new Meter(0);
        Meter log = new Meter(0);
        Meter keyed = new Meter(0);
        try (LogNode node = new LogNode(database.pool().source())) {
            node.follow(rooms.name(0));
            PlainStore store = new PlainStore(database);
            long end = System.nanoTime() + measured.toNanos();
            for (long seq = 1; System.nanoTime() < end; seq++) {
                long begun = System.nanoTime();
                store.insertOnly(rooms.id(1), seq);
                long committed = System.nanoTime();
                node.log()
                        .append(rooms.name(0), Words.draft(0))
                        .toCompletableFuture()
                        .join();
                long acknowledged = System.nanoTime();
                node.log()
                        .append(rooms.name(0), Words.keyed(0))
                        .toCompletableFuture()
                        .join();
                keyed.record(System.nanoTime() - acknowledged);
                log.record(acknowledged - committed);
                commit.record(committed - begun);
            }
        }
        samples.addPercentiles("alone: a commit", commit);
        samples.addPercentiles("alone: ack", log);
        samples.addPercentiles("alone: ack with a key", keyed);
        samples.add("alone: ack by commit, p50, times", log.millis(50) / commit.millis(50));
        samples.add("alone: ack by commit, p99, times", log.millis(99) / commit.millis(99));
        samples.add("alone: ack with a key by commit, p50, times", keyed.millis(50) / commit.millis(50));
        samples.add("alone: ack with a key by commit, p99, times", keyed.millis(99) / commit.millis(99));
    }
}
