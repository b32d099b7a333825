package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a transaction has said is brought into its room once and in its order though the server is killed meanwhile.
 * {@link PostgresTransactionsIT} kills it while transactions of the application are under way, each of which H2 would
 * not always keep or lose as a whole; here that of the relay alone may be. How many kills is told by
 * {@code parley.it.crash.kills}, what is random by {@code parley.it.crash.seed}.
 */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class TransactionCrashIT {

    /** There is one way to be killed here, and two in {@link PostgresTransactionsIT}. */
    static final int KILLS = (Integer.getInteger("parley.it.crash.kills", 3) + 2) / 3;

    static final long SEED = Long.getLong("parley.it.crash.seed", new Random().nextLong());

    @TempDir
    private static Path folder;

    private static OwnServer own;
    private static LedgerDesk ledger;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void start() throws IOException {
        own = OwnServer.withApplications("transaction-crash", Applications.both(folder));
        ledger = new LedgerDesk(own);
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Test
    void a_relay_that_is_killed_goes_on_where_it_was() throws Exception {
        int many = 500;
        for (int i = 0; i < KILLS; i++) {
            String room = "relay-" + i;
            try (Server server = own.server(Applications.LEDGER)) {
                Client ann = server.member(room);
                CompletableFuture<?> telling =
                        CompletableFuture.runAsync(() -> ledger.calls("says", "room=" + room + "&many=" + many));
                ann.hearsUntil("text " + random.nextInt(many / 2));
                new KilledServer(own, new Gate()).strike();
                telling.exceptionally(failure -> null).get(1, TimeUnit.MINUTES);
            }

            assertThat(ledger.saidIn(room))
                    .as("seed %d", SEED)
                    .isEqualTo(
                            IntStream.range(0, many).mapToObj(n -> "text " + n).toList());
        }
    }
}
