package io.parley.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Retention;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A log with threads of its own, as on one server: several of them may share a database. */
final class Node {

    static final JdbcLogSettings SETTINGS = new JdbcLogSettings(
            LogUnderTest.WINDOW,
            new JdbcLogSettings.Waiting(10_000, 64 << 20, Duration.ofSeconds(10)),
            new JdbcLogSettings.Tails(100, 1 << 20, 16 << 20),
            new JdbcLogSettings.Times(
                    Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofHours(1), Duration.ofDays(30)),
            room -> Retention.FOREVER);

    /** The same, but it does not look for others' entries while a test lasts. */
    static final JdbcLogSettings LOOKING_RARELY = new JdbcLogSettings(
            SETTINGS.dedupe(),
            SETTINGS.waiting(),
            SETTINGS.tails(),
            new JdbcLogSettings.Times(
                    Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(30)),
            SETTINGS.retention());

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService followers = Executors.newSingleThreadExecutor();
    private final ExecutorService upkeep = Executors.newFixedThreadPool(2);
    private final ExecutorService handOuts = Executors.newFixedThreadPool(2);
    private final JdbcRoomLog log;

    Node(DataSource source, ManualClock clock) {
        this(source, clock, SETTINGS);
    }

    Node(DataSource source, ManualClock clock, JdbcLogSettings settings) {
        JdbcRoomLog.Time time = new JdbcRoomLog.Time(clock, (delay, task) -> {
            var scheduled = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        });
        log = new JdbcRoomLog(source, settings, time, new JdbcThreads(writer, readers, followers, upkeep, handOuts));
        log.start();
    }

    JdbcRoomLog log() {
        return log;
    }

    /** Ends it; none of its threads is left. */
    void close() throws InterruptedException {
        log.close();
        timer.shutdownNow();
        for (ExecutorService threads : new ExecutorService[] {writer, readers, followers, upkeep, handOuts, timer}) {
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
