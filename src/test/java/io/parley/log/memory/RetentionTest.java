package io.parley.log.memory;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import org.junit.jupiter.api.Test;

/** A room keeps its newest entries, up to a number and up to a size. */
class RetentionTest implements LogUnderTest {

    private static final int PLENTY = 1_000_000;

    private final ManualClock clock = new ManualClock();
    private RoomLog log = log(PLENTY, PLENTY);

    @Override
    public RoomLog log() {
        return log;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    private RoomLog log(int entries, int bytes) {
        return new MemoryRoomLog(new MemoryLogSettings(entries, bytes, 10, 10, 1L << 30, WINDOW), clock, EXECUTOR);
    }

    @Test
    void overTheNumberTheOldestEntriesFallOut() {
        log = log(100, PLENTY);
        fill(ROOM, 100);
        assertThat(readAll(ROOM).head().oldest()).isEqualTo(1);

        fill(ROOM, 150);

        assertThat(readAll(ROOM).head().oldest()).isEqualTo(151);
        assertThat(readAll(ROOM).head().newest()).isEqualTo(250);
        assertThat(seqs(readAll(ROOM))).isEqualTo(seqs(151, 250));
        assertThat(seqs(read(ROOM, new Range(100, 160, Range.End.NEWEST, 1_000, PLENTY))))
                .isEqualTo(seqs(151, 160));
    }

    @Test
    void overTheSizeTheOldestEntriesFallOut() {
        int size = say(LogUnderTest.OTHER_ROOM, "entry").message().sizeBytes();
        log = log(PLENTY, 3 * size);
        fill(ROOM, 3);
        assertThat(seqs(readAll(ROOM))).containsExactly(1L, 2L, 3L);

        fill(ROOM, 1);
        assertThat(seqs(readAll(ROOM))).containsExactly(2L, 3L, 4L);

        say(ROOM, "entry of twice the size" + "x".repeat(size - 18));
        assertThat(seqs(readAll(ROOM))).containsExactly(4L, 5L);
    }

    @Test
    void sizesOfEntriesThatFellOutNoLongerCount() {
        int size = say(LogUnderTest.OTHER_ROOM, "entry").message().sizeBytes();
        log = log(5, 5 * size);

        fill(ROOM, 50);

        assertThat(seqs(readAll(ROOM))).isEqualTo(seqs(46, 50));
    }

    @Test
    void theNewestEntryStaysHoweverLargeItIs() {
        log = log(PLENTY, 1);
        fill(ROOM, 2);

        assertThat(seqs(readAll(ROOM))).containsExactly(2L);
    }

    @Test
    void oneEntryIsARingToo() {
        log = log(1, PLENTY);
        fill(ROOM, 5);

        assertThat(seqs(readAll(ROOM))).containsExactly(5L);
        assertThat(readAll(ROOM).head().oldest()).isEqualTo(5);
    }

    @Test
    void aKeyOutlivesItsEntry() {
        log = log(1, PLENTY);
        Appended first = await(log.append(ROOM, keyed(ANN, "k", "hello")));
        say(ROOM, "and the first is gone");

        Appended again = await(log.append(ROOM, keyed(ANN, "k", "hello")));

        assertThat(again.duplicate()).isTrue();
        assertThat(again.entry()).isEqualTo(first.entry());
        assertThat(seqs(readAll(ROOM))).containsExactly(2L);
    }

    @Test
    void aDraftMayBeAppendedAgainWithoutAKey() {
        var draft = draft(ANN, "hello");

        assertThat(await(log.append(ROOM, draft)).entry().seq()).isEqualTo(1);
        assertThat(await(log.append(ROOM, draft)).entry().seq()).isEqualTo(2);
    }
}
