package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Entry;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.Retention;
import io.parley.log.RetentionRules;
import io.parley.protocol.Body;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is over is taken away: keys, entries behind a room's retention, and the words of a user who wants it. */
class HousekeepingTest {

    private static final Housekeeping.Windows WINDOWS = new Housekeeping.Windows(WINDOW, Duration.ofDays(30));
    private static final RoomName SHORT = new RoomName("short");
    private static final RoomName YOUNG = new RoomName("young");
    private static final RoomName BOTH = new RoomName("both");

    private static final Map<RoomName, Retention> RETENTION = Map.of(
            SHORT, new Retention(Duration.ZERO, 10),
            YOUNG, new Retention(Duration.ofHours(1), 0),
            BOTH, new Retention(Duration.ofHours(1), 10));

    private final TestDatabase database = TestDatabase.h2();
    private final ManualClock clock = new ManualClock();
    private final Node node = new Node(database.source(), clock);
    private final Housekeeping housekeeping = new Housekeeping(
            new Database(database.source(), Duration.ofSeconds(10)),
            clock,
            WINDOWS,
            room -> RETENTION.getOrDefault(room, Retention.FOREVER));

    @AfterEach
    void close() throws InterruptedException {
        node.close();
        database.close();
    }

    private void fill(RoomName room, int entries) {
        for (int i = 0; i < entries; i++) {
            await(node.log().append(room, draft(ANN, "entry")));
        }
    }

    private Page read(RoomName room) {
        return await(node.log().read(room, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 10_000, 1 << 24)));
    }

    private long rows(RoomName room) {
        return read(room).entries().size();
    }

    @Test
    void whereAllIsKeptForEverRoomsAreNotLookedAt() throws StorageException {
        fill(ROOM, 1);

        assertThat(transactionsOf(RetentionRules.FOREVER)).as("for keys alone").isEqualTo(1);
        assertThat(transactionsOf(room -> Retention.FOREVER)).isGreaterThan(1);
    }

    private int transactionsOf(RetentionRules rules) throws StorageException {
        FaultySource counted = new FaultySource(database.source());
        new Housekeeping(new Database(counted.source(), Duration.ofSeconds(10)), clock, WINDOWS, rules).run();
        return counted.commits();
    }

    @Test
    void keysAreForgottenBehindTheirWindowAndNotBefore() throws StorageException {
        await(node.log().append(ROOM, keyed(ANN, "early", "hello")));
        clock.move(WINDOW.minusMillis(1));
        await(node.log().append(ROOM, keyed(ANN, "late", "hello")));

        assertThat(housekeeping.run().keys()).isZero();
        clock.move(Duration.ofMillis(2));
        assertThat(housekeeping.run().keys()).isEqualTo(1);

        assertThat(await(node.log().append(ROOM, keyed(ANN, "late", "hello"))).duplicate())
                .isTrue();
        assertThat(await(node.log().append(ROOM, keyed(ANN, "early", "hello"))).duplicate())
                .isFalse();
    }

    @Test
    void aRoomKeepsItsNewestEntries() throws StorageException {
        fill(SHORT, 1_234);
        fill(ROOM, 20);
        clock.move(Duration.ofMinutes(2));

        assertThat(housekeeping.run().entries()).isEqualTo(1_224);

        assertThat(LogUnderTest.seqs(read(SHORT))).isEqualTo(seqs(1_225, 1_234));
        assertThat(read(SHORT).head().oldest()).isEqualTo(1_225);
        assertThat(rows(ROOM)).isEqualTo(20);
        assertThat(database.execute("delete from parley_entry")).isEqualTo(30);
    }

    @Test
    void whatIsNewIsKeptForAMinuteSinceANodeMayBeBehind() throws StorageException {
        fill(SHORT, 20);

        assertThat(housekeeping.run().entries()).isZero();
    }

    @Test
    void entriesAreTakenAwayAtTheirAgeAndARoomMayBecomeEmpty() throws StorageException {
        fill(YOUNG, 5);
        clock.move(Duration.ofMinutes(30));
        fill(YOUNG, 5);
        clock.move(Duration.ofMinutes(31));

        assertThat(housekeeping.run().entries()).isEqualTo(5);
        assertThat(LogUnderTest.seqs(read(YOUNG))).isEqualTo(seqs(6, 10));
        clock.move(Duration.ofHours(1));
        assertThat(housekeeping.run().entries()).isEqualTo(5);

        assertThat(read(YOUNG).entries()).isEmpty();
        assertThat(read(YOUNG).head().oldest()).isEqualTo(11);
        fill(YOUNG, 1);
        assertThat(housekeeping.run().entries()).isZero();
        assertThat(LogUnderTest.seqs(read(YOUNG))).isEqualTo(seqs(11, 11));
        clock.move(Duration.ofHours(2));
        assertThat(housekeeping.run().entries()).isEqualTo(1);
    }

    @Test
    void whatPassesEitherBoundGoes() throws StorageException {
        fill(BOTH, 15);
        clock.move(Duration.ofMinutes(2));
        assertThat(housekeeping.run().entries()).isEqualTo(5);
        clock.move(Duration.ofHours(1));
        assertThat(housekeeping.run().entries()).isEqualTo(10);
    }

    @Test
    void aUsersWordsAreErasedAndTheirPlacesStay() {
        await(node.log().append(ROOM, draft(ANN, "secret")));
        await(node.log().append(ROOM, draft(BEN, "stays")));
        for (int i = 0; i < 700; i++) {
            await(node.log().append(SHORT, draft(ANN, "secret too")));
        }
        await(node.log().append(ROOM, draft(ANN, "secret three")));
        RecordingListener follower = new RecordingListener();
        await(node.log().subscribe(ROOM, follower));

        assertThat(await(node.log().erase(ANN.key()))).isEqualTo(702);

        assertThat(database.execute("delete from parley_entry where body like '%secret%'"))
                .isZero();
        await(node.log().append(ROOM, draft(BEN, "afterwards")));
        follower.await(1);
        List<Body> bodies = read(ROOM).entries().stream()
                .map(Entry::message)
                .map(message -> message.body())
                .toList();
        assertThat(bodies).containsExactly(Body.ERASED, Body.of("stays"), Body.ERASED, Body.of("afterwards"));
        assertThat(LogUnderTest.seqs(read(ROOM))).isEqualTo(seqs(1, 4));
        assertThat(await(node.log().erase(ANN.key()))).isZero();
    }
}
