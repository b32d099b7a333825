package io.parley.log.jdbc;

import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.client.Message;
import io.parley.client.PublicationFailedException;
import io.parley.client.PublicationRow;
import io.parley.client.PublicationRow.Author;
import io.parley.client.PublicationWriter;
import io.parley.log.Entry;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.Threads;
import io.parley.log.publication.PublicationRules;
import io.parley.log.publication.Relay;
import io.parley.log.publication.RelayWatch;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What transactions write comes into the log once it is committed, once, in order, by whichever node. */
abstract class PublicationsContract {

    private static final RoomName TEA = new RoomName("tea");
    private static final RoomName MILK = new RoomName("milk");

    private final ManualClock clock = new ManualClock();
    private final TestDatabase database;
    private final FaultySource faults;
    private final Node here;
    private final Node there;

    PublicationsContract(TestDatabase database) {
        this.database = database;
        this.faults = new FaultySource(database.source());
        this.here = new Node(faults.source(), clock, Node.LOOKING_RARELY);
        this.there = new Node(database.source(), clock, Node.LOOKING_RARELY);
    }

    @AfterEach
    void close() throws InterruptedException {
        faults.heal();
        here.close();
        there.close();
        database.close();
    }

    /** A relay that works on the thread that tells it to. */
    private Relay relay(Node node, DataSource source) {
        return new Relay(
                new JdbcPublications(source, Duration.ofSeconds(10)),
                new PublicationRules(new Limits(65_536, 16_000, 10), UnaryOperator.identity()),
                node.log()::append,
                new Relay.Schedule(Runnable::run, (delay, task) -> () -> {}, Duration.ofSeconds(1)),
                new RelayWatch(clock, 1_000));
    }

    private Relay relayHere() {
        return relay(here, faults.source());
    }

    private static PublicationRow row(RoomName room, String text) {
        return row(room, text, null);
    }

    private static PublicationRow row(RoomName room, String text, @Nullable String key) {
        return new PublicationRow(
                UUID.randomUUID().toString(),
                room.value(),
                Author.principal("ann"),
                Optional.ofNullable(key),
                text,
                Optional.of("{}"));
    }

    /** The data source as the container gives it within a transaction: always the same connection, which stays open. */
    private static DataSource within(Connection transaction) {
        ClassLoader loader = PublicationsContract.class.getClassLoader();
        Connection lasting = (Connection)
                Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    return method.getName().equals("close") ? null : method.invoke(transaction, arguments);
                });
        return (DataSource) Proxy.newProxyInstance(
                loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> lasting);
    }

    private PublicationWriter writer() {
        return new PublicationWriter(database.source(), 1_000);
    }

    private static List<String> texts(Node node, RoomName room) {
        Page page = await(node.log().read(room, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 10_000, 64 << 20)));
        assertThat(page.entries().stream().map(Entry::seq))
                .as("seqs without gaps")
                .isEqualTo(IntStream.rangeClosed(1, page.entries().size())
                        .mapToObj(Long::valueOf)
                        .toList());
        return page.entries().stream()
                .map(entry -> entry.message().body().text())
                .toList();
    }

    private List<String> waiting() {
        return database.query("select body from parley_publication order by id");
    }

    @Test
    void whatATransactionWritesIsSaidBehindItsCommitInItsOrder() throws SQLException {
        try (Connection transaction = database.source().getConnection()) {
            transaction.setAutoCommit(false);
            PublicationWriter writer = new PublicationWriter(within(transaction), 1_000);
            writer.writeWithTransaction(row(TEA, "one"));
            writer.writeWithTransaction(row(MILK, "white"));
            writer.writeWithTransaction(row(TEA, "two"));
            writer().writeAlone(row(TEA, "before"));
            relayHere().relay();
            assertThat(texts(here, TEA))
                    .as("a transaction under way holds nobody up")
                    .containsExactly("before");

            transaction.commit();
        }
        relayHere().relay();

        assertThat(texts(here, TEA)).containsExactly("before", "one", "two");
        assertThat(texts(here, MILK)).containsExactly("white");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatIsRolledBackIsNeverSaid() throws SQLException {
        try (Connection transaction = database.source().getConnection()) {
            transaction.setAutoCommit(false);
            new PublicationWriter(within(transaction), 1_000).writeWithTransaction(row(TEA, "never"));
            transaction.rollback();
        }
        relayHere().relay();

        assertThat(texts(here, TEA)).isEmpty();
    }

    @Test
    void anEntryIsWhatWasWritten() {
        PublicationRow row = row(TEA, "hello");
        writer().writeAlone(row);
        relayHere().relay();

        Entry entry = await(here.log().read(TEA, new Range(1, 1, Range.End.OLDEST, 1, 1_000)))
                .entries()
                .get(0);
        assertThat(entry.uid()).isEqualTo(row.uid());
        assertThat(entry.message().from()).isEqualTo(User.principal("ann"));
        assertThat(entry.message().body().data()).contains("{}");
    }

    @Test
    void aRowWrittenByHandNeedsARoomAndATextOnly() {
        database.execute("insert into parley_publication (room, body) values ('tea', 'by hand')");
        relayHere().relay();

        Entry entry = await(here.log().read(TEA, new Range(1, 1, Range.End.OLDEST, 1, 1_000)))
                .entries()
                .get(0);
        assertThat(entry.message().from()).isEqualTo(User.SYSTEM);
        assertThat(entry.uid()).hasSizeGreaterThan(20);
    }

    @Test
    void theSameKeyOfTheSameUserIsSaidOnce() {
        writer().writeAlone(row(TEA, "one", "key"));
        writer().writeAlone(row(TEA, "one again", "key"));
        relayHere().relay();
        writer().writeAlone(row(TEA, "one once more", "key"));
        relayHere().relay();

        assertThat(texts(here, TEA)).containsExactly("one");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatNoRoomCouldTakeIsSetAsideAndForgottenSomeTime() throws Exception {
        database.execute("insert into parley_publication (room, body, user_id, user_kind)"
                + " values ('no room!', 'secret', 'ann', 'PRINCIPAL')");
        writer().writeAlone(row(TEA, "one"));
        relayHere().relay();

        assertThat(texts(here, TEA)).containsExactly("one");
        assertThat(waiting()).isEmpty();
        assertThat(database.query("select reason from parley_refused_publication"))
                .singleElement()
                .asString()
                .contains("room name");

        database.execute(
                "update parley_refused_publication set refused_at = timestamp with time zone '2020-01-01 00:00:00+00'");
        new Housekeeping(
                        new Database(database.source(), Duration.ofSeconds(10)),
                        clock,
                        new Housekeeping.Windows(Duration.ofMinutes(5), Duration.ofDays(30)),
                        Node.SETTINGS.retention())
                .run();
        assertThat(database.query("select reason from parley_refused_publication"))
                .isEmpty();
    }

    @Test
    void whatIsRefusedOnceMoreUnderTheSameKeyBlocksNobodyEither() {
        database.execute("insert into parley_publication (id, room, body) values (1000, 'no room!', 'one')");
        relayHere().relay();
        database.execute("insert into parley_publication (id, room, body) values (1000, 'nor this!', 'two')");
        writer().writeAlone(row(TEA, "goes on"));
        relayHere().relay();

        assertThat(texts(here, TEA)).containsExactly("goes on");
        assertThat(waiting()).isEmpty();
        assertThat(database.query("select body from parley_refused_publication"))
                .containsExactly("two");
    }

    @Test
    void aDataSourceThatTakesNoPartInTheTransactionIsRefused() {
        assertThatThrownBy(() -> writer().writeWithTransaction(row(TEA, "never")))
                .isInstanceOf(PublicationFailedException.class)
                .hasMessageContaining("no part");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatAUserSaidAndNoRoomHasYetIsErasedToo() {
        writer().writeAlone(row(TEA, "never"));

        await(here.log().erase(User.principal("ann").key()));
        relayHere().relay();

        assertThat(texts(here, TEA)).isEmpty();
    }

    @Test
    void whatWasSetAsideOfAUsersWordsIsErasedWithThem() {
        database.execute("insert into parley_publication (room, body, user_id, user_kind)"
                + " values ('no room!', 'secret', 'ann', 'PRINCIPAL')");
        relayHere().relay();

        await(here.log().erase(User.principal("ann").key()));

        assertThat(database.query("select body from parley_refused_publication"))
                .isEmpty();
    }

    @Test
    void beyondTheBoundNothingIsWrittenAndTheWriterSaysWhy() {
        PublicationWriter narrow = new PublicationWriter(database.source(), 3);
        IntStream.range(0, 3).forEach(i -> narrow.writeAlone(row(TEA, "text " + i)));

        assertThatThrownBy(() -> narrow.writeAlone(row(TEA, "one too many")))
                .isInstanceOf(PublicationFailedException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("parley.publications.waiting");

        relayHere().relay();
        narrow.writeAlone(row(TEA, "goes again"));
        assertThat(waiting()).containsExactly("goes again");
    }

    @Test
    void aWriterWithoutTheTableSaysWhoMakesIt() {
        database.execute("drop table parley_publication");

        assertThatThrownBy(() -> writer().writeAlone(row(TEA, "text")))
                .isInstanceOf(PublicationFailedException.class)
                .hasMessageContaining("parley_publication");
    }

    @Test
    void aCommitWhoseAnswerIsLostBringsItIntoItsRoomOnce() {
        writer().writeAlone(row(TEA, "warms up"));
        relayHere().relay();
        for (int i = 0; i < 5; i++) {
            writer().writeAlone(row(TEA, "text " + i));
        }
        Relay relay = relayHere();
        faults.loseNextCommit();
        relay.relay();
        relay.relay();

        assertThat(texts(there, TEA)).containsExactly("warms up", "text 0", "text 1", "text 2", "text 3", "text 4");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whereTheDatabaseFailsBetweenNothingIsLostAndNothingSaidTwice() {
        for (int i = 0; i < 10; i++) {
            writer().writeAlone(row(i % 2 == 0 ? TEA : MILK, "text " + i));
        }
        Relay relay = relayHere();
        faults.beforeCommit = FaultySource.BROKEN;
        relay.relay();
        faults.heal();
        relay.relay();

        assertThat(texts(there, TEA)).containsExactly("text 0", "text 2", "text 4", "text 6", "text 8");
        assertThat(texts(there, MILK)).containsExactly("text 1", "text 3", "text 5", "text 7", "text 9");
    }

    @RepeatedTest(3)
    void nodesThatRelayAtTheSameTimeSayEachOnceAndInOrder() throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (RoomName room : List.of(TEA, MILK)) {
            all.add(() -> {
                for (int i = 0; i < 150; i++) {
                    writer().writeAlone(row(room, "text " + i));
                }
                return 0;
            });
        }
        for (Relay relay : List.of(relayHere(), relay(there, database.source()))) {
            all.add(() -> {
                for (int i = 0; i < 60; i++) {
                    relay.relay();
                }
                return 0;
            });
        }
        Threads.together(all);
        relayHere().relay();

        List<String> expected =
                IntStream.range(0, 150).mapToObj(i -> "text " + i).toList();
        assertThat(texts(here, TEA)).isEqualTo(expected);
        assertThat(texts(there, MILK)).isEqualTo(expected);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aMessageHasAKeyAndANameWhereItIsGiven() {
        assertThat(Message.to("tea", "hello").by("ann").with("{}").under("key"))
                .isEqualTo(new Message("tea", "hello", Optional.of("ann"), Optional.of("{}"), Optional.of("key")));
    }
}
