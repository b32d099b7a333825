package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What transactions have kept and what they have said agree though the server is killed, nothing is said twice, and
 * nothing that was rolled back. How many kills is told by {@code parley.it.crash.kills}, what is random by
 * {@code parley.it.crash.seed}.
 */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class TransactionCrashIT {

    private static final Logger LOG = Logger.getLogger(TransactionCrashIT.class.getName());

    /** There are two ways to be killed here, and one in {@link PostgresTransactionsIT}. */
    static final int KILLS = (Integer.getInteger("parley.it.crash.kills", 3) + 2) / 3;

    private static final long SEED = Long.getLong("parley.it.crash.seed", new Random().nextLong());
    private static final int TELLERS = 6;

    @TempDir
    private static Path folder;

    private static OwnServer own;
    private static LedgerDesk ledger;

    private final Random random = new Random(SEED);
    private final Gate gate = new Gate();

    private Havoc killing() {
        return new KilledServer(own, gate);
    }

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
                killing().strike();
                telling.exceptionally(failure -> null).get(1, TimeUnit.MINUTES);
            }

            assertThat(ledger.saidIn(room))
                    .as("seed %d", SEED)
                    .isEqualTo(
                            IntStream.range(0, many).mapToObj(n -> "text " + n).toList());
        }
    }

    @Test
    void what_is_said_and_what_is_kept_agree_however_the_server_was_killed() throws Exception {
        Semaphore done = new Semaphore(0);
        AtomicBoolean evening = new AtomicBoolean();
        ExecutorService tellers = Executors.newFixedThreadPool(TELLERS);
        List<CompletableFuture<Integer>> telling = IntStream.range(0, TELLERS)
                .mapToObj(teller -> CompletableFuture.supplyAsync(() -> tells(teller, done, evening), tellers))
                .toList();
        for (int i = 0; i < KILLS; i++) {
            assertThat(done.tryAcquire(10 + random.nextInt(100), 2, TimeUnit.MINUTES))
                    .isTrue();
            killing().strike();
        }
        evening.set(true);
        List<Integer> told = new ArrayList<>();
        for (CompletableFuture<Integer> teller : telling) {
            told.add(teller.get(2, TimeUnit.MINUTES));
        }
        tellers.shutdown();

        for (int teller = 0; teller < TELLERS; teller++) {
            String room = "teller-" + teller;
            List<String> said = ledger.saidIn(room);
            List<String> kept = ledger.keptFor(room).stream()
                    .flatMap(number -> Stream.of(number + " a", number + " b"))
                    .toList();
            assertThat(said).as("%s, seed %d", room, SEED).isEqualTo(kept).isNotEmpty();
        }
        LOG.info("transactions begun by each, with " + KILLS + " kills: " + told);
    }

    /** Has transactions one after the other, every third of which fails; returns how many. */
    private int tells(int teller, Semaphore done, AtomicBoolean evening) {
        int number = 0;
        while (!evening.get()) {
            try {
                gate.awaitOpen();
                ledger.calls(number % 3 == 2 ? "keepsNot" : "keeps", "room=teller-" + teller + "&many=" + number);
                done.release();
            } catch (IllegalStateException | AssertionError e) {
                // It has just been killed, or is not all there yet; what became of the transaction is seen in the end
                LOG.fine(e::getMessage);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            number++;
        }
        return number;
    }
}
