package io.parley.bench.log;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.Retention;
import io.parley.log.RoomLog;
import io.parley.log.jdbc.JdbcLogSettings;
import io.parley.log.jdbc.JdbcRoomLog;
import io.parley.log.jdbc.JdbcThreads;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The log under test, with its default settings and as many threads as on a server. */
final class LogNode implements AutoCloseable {

    private static final JdbcLogSettings SETTINGS = new JdbcLogSettings(
            Duration.ofMinutes(5),
            new JdbcLogSettings.Waiting(10_000, 16 << 20, Duration.ofSeconds(5)),
            new JdbcLogSettings.Tails(1_000, 1 << 20, 64 << 20),
            new JdbcLogSettings.Times(
                    Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofDays(30)),
            room -> Retention.FOREVER);

    private static final RoomLog.Listener NOBODY = new RoomLog.Listener() {
        @Override
        public void started(Head start) {
            // Nobody is there
        }

        @Override
        public void entries(List<Entry> entries) {
            // Nobody is there
        }

        @Override
        public void broken() {
            throw new IllegalStateException("the log has lost its place in a room");
        }
    };

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(4);
    private final ExecutorService followers = Executors.newSingleThreadExecutor();
    private final ExecutorService upkeep = Executors.newFixedThreadPool(2);
    private final ExecutorService handOuts =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final JdbcRoomLog log;

    LogNode(DataSource source) {
        JdbcRoomLog.Time time = new JdbcRoomLog.Time(InstantSource.system(), (delay, task) -> {
            var scheduled = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        });
        log = new JdbcRoomLog(source, SETTINGS, time, new JdbcThreads(writer, readers, followers, upkeep, handOuts));
        log.start();
    }

    RoomLog log() {
        return log;
    }

    /** Has somebody be in a room, as there is when somebody speaks. */
    RoomLog.Subscription follow(RoomName room) {
        return log.subscribe(room, NOBODY).toCompletableFuture().join();
    }

    @Override
    public void close() {
        log.close();
        timer.shutdownNow();
        for (ExecutorService threads : new ExecutorService[] {writer, readers, followers, upkeep, handOuts}) {
            threads.shutdown();
            try {
                if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the log does not end");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
