package io.parley.log.memory;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.LogStatistics;
import io.parley.log.ManualClock;
import io.parley.log.Range;
import org.junit.jupiter.api.Test;

/** What a log in memory tells of itself. */
class StatisticsTest {

    private final MemoryRoomLog log =
            new MemoryRoomLog(new MemoryLogSettings(10, 1 << 20, 1, 10, 1 << 20, WINDOW), new ManualClock(), task -> {
                throw new AssertionError("nobody follows");
            });

    @Test
    void aLogThatWasNotUsedHasDoneNothing() {
        assertThat(log.statistics()).isEqualTo(LogStatistics.NONE);
    }

    @Test
    void whatIsAnsweredRefusedAndReadIsCountedAndNothingEverWaits() {
        await(log.append(ROOM, draft(ANN, "hello")));
        await(log.append(ROOM, keyed(ANN, "k", "hello")));
        await(log.append(ROOM, keyed(ANN, "k", "hello")));
        refusal(log.append(ROOM, keyed(ANN, "another", "no place for its key")));
        await(log.read(ROOM, new Range(1, 9, Range.End.OLDEST, 9, 1 << 20)));

        LogStatistics statistics = log.statistics();

        assertThat(statistics.waiting()).isEqualTo(LogStatistics.NONE.waiting());
        assertThat(statistics.writes()).isEqualTo(new LogStatistics.Writes(3, 0, 1, 0, 0));
        assertThat(statistics.reads()).isEqualTo(new LogStatistics.Reads(0, 1));
        assertThat(statistics.memoryBytes()).isGreaterThan(3 * 256);
    }

    @Test
    void theFiguresOfSeveralLogsAreAddedUp() {
        LogStatistics one = new LogStatistics(
                new LogStatistics.Waiting(1, 2),
                new LogStatistics.Writes(3, 4, 5, 6, 7),
                new LogStatistics.Reads(8, 9),
                new LogStatistics.Upkeep(10, 11),
                12);
        LogStatistics both = new LogStatistics(
                new LogStatistics.Waiting(2, 4),
                new LogStatistics.Writes(6, 8, 10, 12, 14),
                new LogStatistics.Reads(16, 18),
                new LogStatistics.Upkeep(20, 22),
                24);

        assertThat(one.plus(one)).isEqualTo(both);
        assertThat(one.plus(LogStatistics.NONE)).isEqualTo(one);
    }
}
