package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.Entry;
import io.parley.log.ManualClock;
import io.parley.log.Range;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What is left of a transaction that was never committed: a database that was killed may show a part of it. */
class TornTransactionTest {

    /** Behind the newest one. */
    private static final String ENTRY = "insert into parley_entry (room, seq, uid, sent_at, user_kind, user_id,"
            + " user_name, body) select room, seq + 1, 'rest', sent_at, user_kind, user_id, user_name, 'rest'"
            + " from parley_entry where seq = 1";

    /** Of the first entry, as if it were that of one behind it. */
    private static final String KEY = "update parley_key set seq = 2, uid = 'rest'";

    @Test
    void onH2AnEntryBehindTheNewestIsNoObstacle() throws Exception {
        entryIsNoObstacle(TestDatabase.h2());
    }

    @Test
    void onPostgresAnEntryBehindTheNewestIsNoObstacle() throws Exception {
        entryIsNoObstacle(TestDatabase.postgres());
    }

    @Test
    void onH2TheKeyOfAnEntryBehindTheNewestIsForgotten() throws Exception {
        keyIsForgotten(TestDatabase.h2());
    }

    @Test
    void onPostgresTheKeyOfAnEntryBehindTheNewestIsForgotten() throws Exception {
        keyIsForgotten(TestDatabase.postgres());
    }

    private static void entryIsNoObstacle(TestDatabase made) throws Exception {
        on(made, (database, node) -> {
            Entry first = await(node.log().append(ROOM, draft(ANN, "first"))).entry();
            database.execute(ENTRY);

            Entry second = await(node.log().append(ROOM, draft(ANN, "second"))).entry();

            assertThat(read(node)).containsExactly(first, second);
        });
    }

    private static void keyIsForgotten(TestDatabase made) throws Exception {
        on(made, (database, node) -> {
            Entry first =
                    await(node.log().append(ROOM, keyed(ANN, "k", "first"))).entry();
            database.execute(KEY);

            Appended again = await(node.log().append(ROOM, keyed(ANN, "k", "again")));

            assertThat(again.duplicate()).isFalse();
            assertThat(read(node)).containsExactly(first, again.entry());
            assertThat(await(node.log().append(ROOM, keyed(ANN, "k", "again"))).duplicate())
                    .isTrue();
        });
    }

    private static void on(TestDatabase made, BiConsumer<TestDatabase, Node> what) throws Exception {
        try (TestDatabase database = made) {
            Node node = new Node(database.source(), new ManualClock());
            try {
                what.accept(database, node);
            } finally {
                node.close();
            }
        }
    }

    private static List<Entry> read(Node node) {
        return await(node.log().read(ROOM, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 100, 1 << 20)))
                .entries();
    }
}
