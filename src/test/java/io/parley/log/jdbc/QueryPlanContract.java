package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.keyed;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.ManualClock;
import io.parley.log.Range;
import io.parley.protocol.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the log asks of its database takes as much in a large one as in a small one: it goes by an index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryPlanContract {

    private static final int FEW = 1_000;
    private static final int MANY = 100_000;

    /** So many entries and keys are concerned by what concerns some, whatever the size. */
    private static final int SOME = 100;

    /** What takes more of the large database than so many times as much, and a few, is not flat. */
    private static final int TIMES = 2;

    private static final int A_FEW = 50;

    private static final RoomName ROOM = new RoomName("r0");

    private final ManualClock clock = new ManualClock();
    private final Map<Integer, TestDatabase> databases = new LinkedHashMap<>();

    abstract TestDatabase newDatabase();

    /** The numbers from 1 on, as a table with a column {@code n}. */
    abstract String numbers(int to);

    /** What a statement takes, by a plan that was run. */
    abstract Cost cost(ResultSet plan) throws SQLException;

    /** What is to stand before a statement to get that. */
    abstract String explain();

    /** Has a transaction go by an index even where there is so little that a scan would be as good. */
    abstract void preferIndexes(Connection connection) throws SQLException;

    /**
     * What a statement takes.
     *
     * @param touched rows or blocks
     * @param scans whether it goes through a table of entries, keys or rooms from its beginning
     */
    record Cost(long touched, boolean scans) {}

    /** Something that the log does within a transaction. */
    @FunctionalInterface
    private interface Step {

        void in(Connection connection) throws SQLException;
    }

    /** Something that the log does in transactions of its own. */
    @FunctionalInterface
    private interface Deed {

        void on(Database database) throws StorageException;
    }

    @BeforeAll
    void fill() throws SQLException {
        for (int size : new int[] {FEW, MANY}) {
            TestDatabase database = newDatabase();
            databases.put(size, database);
            database.execute("insert into parley_room (name, epoch, newest, newest_at, oldest, oldest_at, revision)"
                    + " select concat('r', n - 1), 'epoch', case when n = 1 then " + size
                    + " else 0 end, 0, 1, 0, 0 from "
                    + numbers(size / 10));
            database.execute("insert into parley_entry"
                    + " (room, seq, uid, sent_at, user_kind, user_id, user_name, client_key, body, data)"
                    + " select id, n, concat('uid', n), n, 'PRINCIPAL', case when n <= " + SOME
                    + " then 'ben' else concat('user', mod(n, 1000)) end, 'name', null, 'Hello', null from parley_room, "
                    + numbers(size) + " where name = 'r0'");
            fillKeys(database, size);
            database.execute("analyze");
        }
    }

    private void fillKeys(TestDatabase database, int size) throws SQLException {
        try (Connection connection = database.source().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into parley_key"
                        + " (room, digest, uid, seq, sent_at) select id, ?, 'uid', 1, ? from parley_room"
                        + " where name = 'r0'")) {
            connection.setAutoCommit(false);
            for (int key = 1; key <= size; key++) {
                insert.setBytes(1, digest(key).toBytes());
                insert.setLong(2, key <= SOME ? key : clock.instant().toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static KeyDigest digest(int key) {
        return KeyDigest.of(ANN.key(), "key " + key);
    }

    @AfterAll
    void close() {
        databases.values().forEach(TestDatabase::close);
    }

    private static Map<String, Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("the newest page", page(size -> new Range(1, Long.MAX_VALUE, Range.End.NEWEST, 50, 1 << 20)));
        steps.put("before a place", page(size -> new Range(1, size / 2, Range.End.NEWEST, 50, 1 << 20)));
        steps.put("behind a place", page(size -> new Range(size / 2, size, Range.End.OLDEST, 50, 1 << 20)));
        steps.put("the oldest page", page(size -> new Range(1, size, Range.End.OLDEST, 50, 1 << 20)));
        steps.put("a recovery", page(size -> new Range(size - 499, size, Range.End.OLDEST, 1_000, 1 << 20)));
        steps.put("the tail", page(size -> new Range(1, size, Range.End.NEWEST, 500, 1 << 20)));
        steps.put("a look at rooms", connection -> RoomSql.find(connection, names()));
        steps.put("the lock of rooms", connection -> RoomSql.lock(connection, names()));
        steps.put("keys", connection -> KeySql.find(connection, room(connection).id(), digests(200)));
        steps.put(
                "old keys",
                connection -> KeySql.delete(connection, room(connection).id(), digests(20), Instant.EPOCH));
        steps.put("an outcome", connection -> {
            RoomRow room = room(connection);
            RoomSql.lockOne(connection, room.id());
            Range first = new Range(1, 1, Range.End.OLDEST, 1, 1 << 20);
            EntrySql.stands(
                    connection,
                    room.id(),
                    EntrySql.read(connection, room, first).get(0));
        });
        steps.put("rooms with a retention", connection -> RetentionSql.rooms(connection, 0, 50));
        steps.put("a room's retention", connection -> {
            long room = room(connection).id();
            RetentionSql.lock(connection, room);
            RetentionSql.places(connection, room, 1, SOME);
            RetentionSql.remove(connection, room, SOME, Instant.EPOCH);
        });
        return steps;
    }

    /** The range for a room of a size. */
    @FunctionalInterface
    private interface RangeOf {

        Range in(int size);
    }

    private static Step page(RangeOf range) {
        return connection -> {
            RoomRow room = room(connection);
            assertThat(EntrySql.read(connection, room, range.in((int) room.newest())))
                    .isNotEmpty();
        };
    }

    private static RoomRow room(Connection connection) throws SQLException {
        return RoomSql.find(connection, ROOM);
    }

    private static List<RoomName> names() {
        return IntStream.range(0, 50).mapToObj(i -> new RoomName("r" + i)).toList();
    }

    private static List<KeyDigest> digests(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(QueryPlanContract::digest)
                .toList();
    }

    private Cost of(int size, Deed deed) throws SQLException, StorageException {
        TestDatabase database = Objects.requireNonNull(databases.get(size));
        RecordingSource recording = new RecordingSource(database.source());
        deed.on(new Database(recording.source(), Duration.ofSeconds(10)));
        assertThat(recording.calls()).isNotEmpty();
        Cost sum = new Cost(0, false);
        for (RecordingSource.Call call : recording.calls()) {
            Cost cost = of(database, call, size == FEW);
            sum = new Cost(sum.touched() + cost.touched(), sum.scans() || cost.scans());
        }
        return sum;
    }

    private Cost of(TestDatabase database, RecordingSource.Call call, boolean isSmall) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            if (isSmall) {
                preferIndexes(connection);
            }
            try (PreparedStatement statement = call.prepare(connection, explain());
                    ResultSet plan = statement.executeQuery()) {
                return cost(plan);
            } finally {
                connection.rollback();
            }
        }
    }

    private void check(SoftAssertions softly, String title, Deed deed) throws SQLException, StorageException {
        Cost few = of(FEW, deed);
        Cost many = of(MANY, deed);
        softly.assertThat(many.scans()).as(title + " scans a table").isFalse();
        softly.assertThat(many.touched())
                .as(title + ", which touches " + few.touched() + " where there are few")
                .isLessThanOrEqualTo(TIMES * few.touched() + A_FEW);
    }

    @Test
    void whatTheLogAsksDoesNotDependOnHowMuchThereIs() throws SQLException, StorageException {
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, Step> step : steps().entrySet()) {
            check(
                    softly,
                    step.getKey(),
                    database -> database.transaction(connection -> {
                        step.getValue().in(connection);
                        return true;
                    }));
        }
        check(softly, "keys that are over", this::expireKeys);
        check(
                softly,
                "a user's words",
                database -> assertThat(new Erasure(database).erase(BEN.key())).isEqualTo(SOME));
        check(softly, "to say something", database -> say(database, true));
        check(softly, "to say something in a room that has to be locked", database -> say(database, false));
        softly.assertAll();
    }

    private void say(Database database, boolean isKnown) throws StorageException {
        RoomRow room = database.transaction(QueryPlanContract::room);
        List<PendingDraft> drafts = IntStream.range(0, 20)
                .mapToObj(i -> new PendingDraft(ROOM, keyed(ANN, "new " + i, "Hello"), 0))
                .toList();
        GroupCommit.Outcome outcome = new GroupCommit(database, clock, WINDOW)
                .store(Map.of(ROOM, drafts), isKnown ? Map.of(ROOM, room) : Map.of());
        assertThat(outcome.certain()).isTrue();
    }

    private void expireKeys(Database database) throws StorageException {
        int over = database.transaction(
                connection -> KeySql.expire(connection, clock.instant().minus(WINDOW), 500));
        assertThat(over).isEqualTo(SOME);
    }

    @Test
    void aMissingIndexIsNoticed() throws SQLException, StorageException {
        databases.values().forEach(database -> database.execute("drop index parley_key_by_time"));
        try {
            SoftAssertions softly = new SoftAssertions();
            check(softly, "keys that are over", this::expireKeys);

            assertThat(softly.errorsCollected()).hasSize(2);
        } finally {
            databases
                    .values()
                    .forEach(database -> database.execute("create index parley_key_by_time on parley_key (sent_at)"));
        }
    }
}
