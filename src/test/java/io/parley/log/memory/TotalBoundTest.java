package io.parley.log.memory;

import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.RoomLog;
import io.parley.log.Threads;
import io.parley.log.feed.MemoryBudget;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All logs together keep within a bound: the large give, the small keep what they have. */
class TotalBoundTest implements LogUnderTest {

    private static final long TOTAL = 64 << 10;
    private static final String KIBIBYTE = "x".repeat(1 << 10);

    private final ManualClock clock = new ManualClock();
    private final MemoryRoomLog log =
            new MemoryRoomLog(new MemoryLogSettings(1_000, 1 << 20, 1_000, 1_000, TOTAL, WINDOW), clock, EXECUTOR);

    @Override
    public RoomLog log() {
        return log;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    private static RoomName name(int i) {
        return new RoomName("room-" + i);
    }

    private Head head(RoomName room) {
        return readAll(room).head();
    }

    /** What a room's entries count for, told by what can be read. */
    private long bytes(RoomName room) {
        return readAll(room).entries().stream()
                .mapToLong(entry -> entry.message().sizeBytes() + MemoryBudget.ENTRY_BYTES)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "5, true", "5, false", "300, true", "300, false"})
    void theTotalStaysWithinTheBoundHoweverManyRoomsThereAre(int rooms, boolean followed) {
        List<RecordingListener> listeners = IntStream.range(0, followed ? rooms : 0)
                .mapToObj(i -> follower(name(i)))
                .toList();

        for (int i = 0; i < 600; i++) {
            say(name(i % rooms), KIBIBYTE);
            assertThat(log.statistics().memoryBytes()).isLessThanOrEqualTo(TOTAL);
        }

        assertThat(IntStream.range(0, rooms).mapToLong(i -> bytes(name(i))).sum())
                .isEqualTo(log.statistics().memoryBytes())
                .isGreaterThan(TOTAL / 4);
        assertThat(listeners)
                .allSatisfy(
                        listener -> assertThat(listener.awaitSeq(600 / rooms)).isEqualTo(seqs(1, 600 / rooms)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatManyRoomsWithoutEntriesHoldUpTheRoomThatGrowsGives(boolean followed) {
        IntStream.range(0, 900).forEach(i -> follower(name(i)));
        if (followed) {
            follower(ROOM);
        }

        for (int i = 0; i < 200; i++) {
            say(ROOM, KIBIBYTE);
            assertThat(log.statistics().memoryBytes()).isLessThanOrEqualTo(TOTAL);
        }

        assertThat(bytes(ROOM)).isEqualTo(log.statistics().memoryBytes());
    }

    @Test
    void theLargestRoomLosesItsOldestEntriesAndTheSmallKeepTheirs() {
        IntStream.range(0, 3).forEach(i -> fill(name(i), 3));
        RecordingListener listener = follower(ROOM);
        String epoch = head(ROOM).epoch();

        for (int i = 0; i < 200; i++) {
            say(ROOM, KIBIBYTE);
        }

        Page page = readAll(ROOM);
        assertThat(page.head()).isEqualTo(new Head(epoch, page.entries().get(0).seq(), 200));
        assertThat(page.head().oldest()).isBetween(150L, 190L);
        assertThat(listener.awaitSeq(200)).isEqualTo(seqs(1, 200));
        assertThat(IntStream.range(0, 3).mapToObj(i -> seqs(readAll(name(i))))).containsOnly(seqs(1, 3));
    }

    @Test
    void theLargestRoomThatNobodyFollowsIsDroppedAndTheSmallKeepTheirs() {
        IntStream.range(0, 3).forEach(i -> fill(name(i), 3));
        String epoch = head(ROOM).epoch();
        IntStream.range(0, 40).forEach(i -> say(ROOM, KIBIBYTE));
        assertThat(head(ROOM)).isEqualTo(new Head(epoch, 1, 40));

        follower(OTHER_ROOM);
        IntStream.range(0, 30).forEach(i -> say(OTHER_ROOM, KIBIBYTE));

        assertThat(head(ROOM).newest()).isZero();
        assertThat(head(ROOM).epoch()).isNotEqualTo(epoch);
        assertThat(head(OTHER_ROOM).oldest()).isEqualTo(1);
        assertThat(IntStream.range(0, 3).mapToObj(i -> seqs(readAll(name(i))))).containsOnly(seqs(1, 3));
        assertThat(say(ROOM, "back").seq()).isEqualTo(1);
    }

    @Test
    void evenTheNewestEntryGoesButItsPlaceIsNotGivenAway() {
        RecordingListener listener = follower(ROOM);
        say(ROOM, "small");
        say(ROOM, "x".repeat((int) TOTAL));
        Head empty = head(ROOM);

        assertThat(empty.oldest()).isEqualTo(3);
        assertThat(empty.newest()).isEqualTo(2);
        assertThat(readAll(ROOM).entries()).isEmpty();
        assertThat(read(ROOM, new Range(1, 2, Range.End.NEWEST, 10, 1_000)).entries())
                .isEmpty();
        assertThat(follower(ROOM).start()).isEqualTo(empty);

        assertThat(say(ROOM, "next").seq()).isEqualTo(3);
        assertThat(seqs(readAll(ROOM))).containsExactly(3L);
        assertThat(head(ROOM)).isEqualTo(new Head(empty.epoch(), 3, 3));
        assertThat(listener.awaitSeq(3)).isEqualTo(seqs(1, 3));
    }

    @Test
    void whatWaitsToBeHandedOutIsHandedOutThoughItCanNoLongerBeRead() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        RecordingListener slow = new RecordingListener() {
            @Override
            protected void onEntry(Entry entry) {
                entered.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        follow(ROOM, slow);
        FutureTask<Entry> busy = Threads.started(() -> say(ROOM, "first"));
        entered.await();
        for (int i = 2; i <= 300; i++) {
            say(ROOM, KIBIBYTE);
        }
        assertThat(head(ROOM).oldest()).isGreaterThan(200);
        released.countDown();
        busy.get();

        assertThat(slow.awaitSeq(300)).isEqualTo(seqs(1, 300));
    }

    @Test
    void whereKeysFillTheirQuarterAnotherIsRefusedUntilTheirWindowIsOver() {
        follower(ROOM);
        int keys = (int) (TOTAL / 4 / MemoryBudget.KEY_BYTES);
        for (int i = 0; i < keys; i++) {
            await(log.append(ROOM, keyed(ANN, "key-" + i, "hello")));
            assertThat(log.statistics().memoryBytes()).isLessThanOrEqualTo(TOTAL);
        }

        assertThat(refusal(log.append(ROOM, keyed(ANN, "new", "hello"))).uncertain())
                .isFalse();
        refusal(log.append(OTHER_ROOM, keyed(ANN, "new", "hello")));
        assertThat(IntStream.range(0, keys).mapToObj(i -> await(log.append(ROOM, keyed(ANN, "key-" + i, "hello")))))
                .allMatch(appended -> appended.duplicate());
        assertThat(say(ROOM, "without a key").seq()).isEqualTo(keys + 1);
        assertThat(log.statistics().memoryBytes()).isLessThanOrEqualTo(TOTAL);
        clock.move(WINDOW);

        assertThat(await(log.append(OTHER_ROOM, keyed(ANN, "new", "hello"))).duplicate())
                .isFalse();
    }

    @Test
    void keysPushOutNothingThatOthersHaveSaid() {
        follower(ROOM);
        follower(OTHER_ROOM);
        for (int i = 1; i <= 10; i++) {
            say(OTHER_ROOM, "said before " + i);
        }

        for (int i = 0; i < TOTAL / MemoryBudget.KEY_BYTES; i++) {
            log.append(ROOM, keyed(ANN, "key-" + i, "hello"));
        }

        assertThat(head(OTHER_ROOM).oldest()).isEqualTo(1);
        say(OTHER_ROOM, "said after");
        assertThat(head(OTHER_ROOM).oldest()).isEqualTo(1);
    }

    @Test
    void keysWhoseWindowIsOverAreForgottenWhereAnotherRoomGrows() {
        follower(ROOM);
        follower(OTHER_ROOM);
        for (int i = 0; i < TOTAL / 4 / MemoryBudget.KEY_BYTES; i++) {
            await(log.append(ROOM, keyed(ANN, "key-" + i, "hello")));
        }
        clock.move(WINDOW);

        for (int i = 0; i < 100; i++) {
            say(OTHER_ROOM, KIBIBYTE);
        }

        assertThat(log.statistics().memoryBytes()).isEqualTo(bytes(ROOM) + bytes(OTHER_ROOM));
    }

    @Test
    void aRefusedDraftCountsForNothing() {
        follower(ROOM);
        for (int i = 0; i < 1_000; i++) {
            log.append(ROOM, keyed(ANN, "key-" + i, "hello"));
        }
        long used = log.statistics().memoryBytes();

        refusal(log.append(ROOM, keyed(ANN, "new", "hello")));

        assertThat(log.statistics().memoryBytes()).isEqualTo(used);
    }

    @Test
    void aDroppedRoomGivesEverythingBack() {
        await(log.append(ROOM, keyed(ANN, "key", "hello")));
        await(log.append(ROOM, draft(ANN, "hello")));
        for (int i = 0; i < 999; i++) {
            follower(name(i));
        }
        assertThat(log.statistics().memoryBytes()).isPositive();

        follower(OTHER_ROOM);

        assertThat(head(ROOM).newest()).isZero();
        assertThat(log.statistics().memoryBytes()).isZero();
    }
}
