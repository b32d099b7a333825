package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.RoomLog;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The newest entries of a room that is followed are read from memory, all else from the database, and never in vain.
 */
class TailTest {

    private static final int TAIL = 20;
    private static final int PLENTY = 1 << 20;
    private static final long TOTAL = 64 << 10;

    private final TestDatabase database = TestDatabase.h2();
    private final FaultySource counted = new FaultySource(database.source());
    private final Node node = new Node(
            counted.source(),
            new ManualClock(),
            new JdbcLogSettings(
                    LogUnderTest.WINDOW,
                    Node.SETTINGS.waiting(),
                    new JdbcLogSettings.Tails(TAIL, PLENTY, TOTAL),
                    new JdbcLogSettings.Times(
                            Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(30)),
                    Node.SETTINGS.retention()));

    @AfterEach
    void close() throws InterruptedException {
        counted.heal();
        node.close();
        database.close();
    }

    private void fill(RoomName room, int entries) {
        for (int i = 0; i < entries; i++) {
            await(node.log().append(room, draft(ANN, "entry")));
        }
    }

    private RoomLog.Subscription follow(RoomName room, RecordingListener listener) {
        return await(node.log().subscribe(room, listener));
    }

    private Page read(long from, long to, Range.End end, int limit) {
        return await(node.log().read(ROOM, new Range(from, to, end, limit, PLENTY)));
    }

    private void withoutDatabase(Runnable reading) {
        int before = counted.commits();
        reading.run();
        assertThat(counted.commits()).as("transactions").isEqualTo(before);
    }

    private void withDatabase(Runnable reading) {
        int before = counted.commits();
        reading.run();
        assertThat(counted.commits()).as("transactions").isGreaterThan(before);
    }

    @Test
    void theNewestPageAndARecoveryOfARoomThatIsFollowedDoNotTouchTheDatabase() {
        fill(ROOM, 30);
        follow(ROOM, new RecordingListener());
        fill(ROOM, 5);

        withoutDatabase(() ->
                assertThat(LogUnderTest.seqs(read(1, 35, Range.End.NEWEST, 10))).isEqualTo(seqs(26, 35)));
        withoutDatabase(() -> assertThat(LogUnderTest.seqs(read(20, 33, Range.End.OLDEST, 100)))
                .isEqualTo(seqs(20, 33)));
        withoutDatabase(() -> assertThat(LogUnderTest.seqs(read(36, 99, Range.End.OLDEST, 100)))
                .isEmpty());
        assertThat(read(20, 33, Range.End.OLDEST, 1).head().oldest()).isEqualTo(1);
    }

    @Test
    void whatTheTailDoesNotHoldAllOfIsReadFromTheDatabase() {
        fill(ROOM, 30);
        follow(ROOM, new RecordingListener());

        withDatabase(() -> assertThat(LogUnderTest.seqs(read(1, 30, Range.End.NEWEST, TAIL + 1)))
                .isEqualTo(seqs(10, 30)));
        withDatabase(() ->
                assertThat(LogUnderTest.seqs(read(10, 30, Range.End.OLDEST, 3))).isEqualTo(seqs(10, 12)));
        withDatabase(() ->
                assertThat(LogUnderTest.seqs(read(1, 5, Range.End.NEWEST, 3))).isEqualTo(seqs(3, 5)));
    }

    @Test
    void manyWhoWantTheSamePageWhileTheReadersAreBusyReadOnce() throws Exception {
        fill(ROOM, 30);
        CountDownLatch busy = new CountDownLatch(4);
        CountDownLatch released = new CountDownLatch(1);
        counted.onOpen = () -> {
            busy.countDown();
            OutageTest.hold(released);
        };
        List<CompletionStage<Page>> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(node.log().read(new RoomName("other" + i), new Range(1, 9, Range.End.OLDEST, 9, PLENTY)));
        }
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        int before = counted.commits();

        List<CompletionStage<Page>> pages = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            pages.add(node.log().read(ROOM, new Range(1, 30, Range.End.NEWEST, 10, PLENTY)));
        }
        released.countDown();

        pages.forEach(page -> assertThat(LogUnderTest.seqs(await(page))).isEqualTo(seqs(21, 30)));
        others.forEach(page -> assertThat(await(page).entries()).isEmpty());
        assertThat(counted.commits() - before)
                .as("four that kept them busy, and one")
                .isEqualTo(5);
    }

    @Test
    void theTailsTogetherStayWithinTheirBoundAndNobodyMissesAnything() {
        List<RecordingListener> listeners = new ArrayList<>();
        for (int room = 0; room < 20; room++) {
            RecordingListener listener = new RecordingListener();
            listeners.add(listener);
            follow(new RoomName("room" + room), listener);
        }
        for (int room = 0; room < 20; room++) {
            fill(new RoomName("room" + room), TAIL);
        }

        assertThat(node.log().statistics().memoryBytes()).isBetween(1L, TOTAL);
        listeners.forEach(listener -> assertThat(listener.awaitSeq(TAIL)).isEqualTo(seqs(1, TAIL)));
    }

    @Test
    void aRoomThatNobodyFollowsTakesNoMemory() {
        RoomLog.Subscription one = follow(ROOM, new RecordingListener());
        RoomLog.Subscription two = follow(ROOM, new RecordingListener());
        fill(ROOM, 5);
        assertThat(node.log().statistics().memoryBytes()).isPositive();

        one.end();
        two.end();

        assertThat(node.log().statistics().memoryBytes()).isZero();
        assertThat(LogUnderTest.seqs(read(1, 9, Range.End.OLDEST, 9))).isEqualTo(seqs(1, 5));
    }
}
