package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.LogStatistics;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.Retention;
import io.parley.protocol.RoomName;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log in a database tells of itself: each figure by what moves it. */
class StatisticsTest {

    private static final int PLACES = 3;
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
    private static final RoomName KEPT_SHORT = new RoomName("kept-short");
    private static final Range ALL = new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 100, 1 << 20);

    private final TestDatabase database = TestDatabase.h2();
    private final FaultySource faults = new FaultySource(database.source());
    private final TestTime time = new TestTime();

    /** For all that the log does, so that one thing is done behind the other. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private final JdbcRoomLog log = new JdbcRoomLog(
            faults.source(),
            new JdbcLogSettings(
                    WINDOW,
                    new JdbcLogSettings.Waiting(PLACES, 1 << 20, Duration.ofSeconds(60)),
                    Node.SETTINGS.tails(),
                    new JdbcLogSettings.Times(
                            Duration.ofSeconds(10), Duration.ofDays(1), HOUSEKEEPING, Duration.ofDays(30)),
                    room -> room.equals(KEPT_SHORT) ? new Retention(Duration.ZERO, 1) : Retention.FOREVER),
            new JdbcRoomLog.Time(time, time),
            new JdbcThreads(thread, thread, thread, thread, thread));

    @AfterEach
    void close() throws InterruptedException {
        log.close();
        thread.shutdown();
        assertThat(thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    private LogStatistics.Writes writes() {
        return log.statistics().writes();
    }

    /** Until the returned latch is counted down, nothing is done. */
    private CountDownLatch halted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        thread.execute(() -> {
            begun.countDown();
            awaitOpen(released);
        });
        awaitOpen(begun);
        return released;
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that was begun before is done. */
    private void settle() throws Exception {
        thread.submit(() -> {}).get(30, TimeUnit.SECONDS);
    }

    @Test
    void aLogThatWasNotUsedHasDoneNothing() {
        assertThat(log.statistics()).isEqualTo(LogStatistics.NONE);
    }

    @Test
    void whatWaitsIsCountedWhileItWaitsAndAnsweredInOneTransaction() throws Exception {
        CountDownLatch released = halted();
        List<CompletionStage<Appended>> stages = List.of(
                log.append(ROOM, draft(ANN, "one")),
                log.append(ROOM, keyed(ANN, "k", "two")),
                log.append(ROOM, keyed(ANN, "k", "two")));
        CompletionStage<Appended> tooMany = log.append(ROOM, draft(ANN, "has no place"));

        assertThat(log.statistics().waiting().messages()).isEqualTo(PLACES);
        assertThat(log.statistics().waiting().bytes()).isGreaterThan(PLACES * 512L);
        assertThat(writes()).isEqualTo(new LogStatistics.Writes(0, 0, 1, 0, 0));
        released.countDown();
        stages.forEach(stage -> await(stage));
        refusal(tooMany);

        assertThat(log.statistics().waiting()).isEqualTo(new LogStatistics.Waiting(0, 0));
        assertThat(writes()).isEqualTo(new LogStatistics.Writes(PLACES, 1, 1, 0, 0));
    }

    @Test
    void whatFailsIsRefusedOrUncertainAndWhatIsTriedAgainIsCounted() {
        faults.onOpen = FaultySource.BROKEN;
        refusal(log.append(ROOM, draft(ANN, "refused")));
        assertThat(writes()).isEqualTo(new LogStatistics.Writes(0, 0, 1, 0, 0));

        faults.onOpen = () -> {
            faults.heal();
            faults.beforeStatement = () -> {
                faults.heal();
                FaultySource.BROKEN.strike();
            };
        };
        await(log.append(ROOM, draft(ANN, "tried again")));
        assertThat(writes()).isEqualTo(new LogStatistics.Writes(1, 1, 1, 0, 1));

        await(log.subscribe(ROOM, new RecordingListener()));
        CountDownLatch committed = new CountDownLatch(1);
        faults.behindCommit = () -> {
            faults.onOpen = FaultySource.BROKEN;
            committed.countDown();
            FaultySource.BROKEN.strike();
        };
        CompletionStage<Appended> uncertain = log.append(ROOM, draft(ANN, "uncertain"));
        awaitOpen(committed);
        log.close();
        assertThat(refusal(uncertain).uncertain()).isTrue();
        assertThat(writes()).isEqualTo(new LogStatistics.Writes(1, 1, 1, 1, 1));
    }

    @Test
    void pagesAreCountedByWhereTheyComeFrom() {
        await(log.append(ROOM, draft(ANN, "hello")));
        await(log.read(ROOM, ALL));
        assertThat(log.statistics().reads()).isEqualTo(new LogStatistics.Reads(1, 0));
        assertThat(log.statistics().memoryBytes()).isZero();

        await(log.subscribe(ROOM, new RecordingListener()));
        await(log.read(ROOM, ALL));
        await(log.read(ROOM, ALL));

        assertThat(log.statistics().reads()).isEqualTo(new LogStatistics.Reads(2, 2));
        assertThat(log.statistics().memoryBytes()).isGreaterThan(256);
    }

    @Test
    void whatHousekeepingTakesAwayIsCounted() throws Exception {
        log.start();
        await(log.append(ROOM, keyed(ANN, "k", "key and all")));
        await(log.append(KEPT_SHORT, keyed(ANN, "k", "both go")));
        await(log.append(KEPT_SHORT, draft(ANN, "stays")));

        time.pass(HOUSEKEEPING);
        settle();

        assertThat(log.statistics().upkeep()).isEqualTo(new LogStatistics.Upkeep(2, 1));
    }
}
