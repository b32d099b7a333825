package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on WildFly, with PostgreSQL. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class PostgresTransactionsIT extends TransactionsContract {

    private static final Logger LOG = Logger.getLogger(PostgresTransactionsIT.class.getName());

    @TempDir
    private static Path folder;

    private static OwnPostgres postgres;
    private static OwnServer own;

    @BeforeAll
    static void start() throws Exception {
        postgres = new OwnPostgres(folder.resolve("data"));
        own = postgres.serverWithApplications(
                "postgres-transactions", folder, Applications.both(folder.resolve("archives")));
    }

    @AfterAll
    static void stop() throws IOException {
        own.close();
        postgres.close();
    }

    @Override
    Server find(String application) {
        return own.server(application);
    }

    /** On H2, as it is set up, such a commit may be lost. */
    @Test
    void what_was_committed_is_said_though_the_server_ends_behind_the_commit() throws IOException {
        LedgerDesk ledger = new LedgerDesk(own);
        for (int i = 0; i < TransactionCrashIT.KILLS; i++) {
            String room = "dies-" + i;
            assertThatThrownBy(() -> ledger.calls("dies", "room=" + room)).hasMessageContaining("no answer");
            own.awaitEnd();
            own.startsAgain();

            assertThat(ledger.calls("reads", "room=" + room)).isEqualTo(room);
            assertThat(ledger.saidIn(room)).containsExactly("last words");
        }
    }

    /** H2 does not keep or lose as a whole what is under way when it is killed. */
    @Test
    void what_is_said_and_what_is_kept_agree_however_the_server_was_killed() throws Exception {
        LedgerDesk ledger = new LedgerDesk(own);
        Gate gate = new Gate();
        Random random = new Random(TransactionCrashIT.SEED);
        LOG.info("seed " + TransactionCrashIT.SEED);
        try (Tellers tellers = new Tellers(6, ledger, gate)) {
            for (int i = 0; i < TransactionCrashIT.KILLS; i++) {
                tellers.awaitAnswers(10 + random.nextInt(100));
                new KilledServer(own, gate).strike();
            }

            tellers.stop().forEach((room, done) -> agree(ledger, room, done));
        }
    }

    private static void agree(LedgerDesk ledger, String room, List<Integer> done) {
        List<Integer> kept = ledger.keptFor(room);
        LOG.info("%s: %d were answered as done, %d are kept".formatted(room, done.size(), kept.size()));

        assertThat(kept).as(room).containsAll(done).doesNotHaveDuplicates().noneMatch(Tellers::isToFail);
        assertThat(done).as(room).isNotEmpty();
        assertThat(ledger.saidIn(room))
                .as(room)
                .isEqualTo(kept.stream()
                        .flatMap(number -> Stream.of(number + " a", number + " b"))
                        .toList());
    }
}
