package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed loses nothing of what transactions have committed, and says nothing twice, and nothing that
 * was rolled back. How many kills is told by {@code parley.it.crash.kills}, what is random by
 * {@code parley.it.crash.seed}.
 */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class TransactionCrashIT {

    private static final Logger LOG = Logger.getLogger(TransactionCrashIT.class.getName());

    /** There are three ways to be killed here. */
    private static final int KILLS = (Integer.getInteger("parley.it.crash.kills", 3) + 2) / 3;

    private static final long SEED = Long.getLong("parley.it.crash.seed", new Random().nextLong());
    private static final int TELLERS = 6;
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    @TempDir
    private static Path folder;

    private static OwnServer own;

    private final Random random = new Random(SEED);
    private final Gate gate = new Gate();

    private Havoc killing() {
        return new KilledServer(own, gate);
    }

    @BeforeAll
    static void start() throws IOException {
        own = OwnServer.withApplications("transaction-crash", Applications.both(folder));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    private static String calls(String transaction, String query) {
        return Page.text(own.server(Applications.LEDGER).page("ledger/" + transaction + "?" + query));
    }

    /** All that has been said in a room, when what was committed before has been. */
    private static List<String> saidIn(String room) {
        try (Server server = own.server(Applications.LEDGER)) {
            Client last = server.member(room);
            String line = "last-" + room;
            calls("keeps", "room=" + room + "&many=" + 1_000_000);
            last.hearsUntil("1000000 b");
            return Stream.of(calls("exports", "room=" + room).strip().split("\n", -1))
                    .map(TEXT::matcher)
                    .peek(text -> assertThat(text.find()).as(line).isTrue())
                    .map(text -> text.group(1))
                    .filter(text -> !text.startsWith("1000000 "))
                    .toList();
        }
    }

    @Test
    void what_was_committed_is_said_though_the_server_ends_behind_the_commit() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            String room = "dies-" + i;
            assertThatThrownBy(() -> calls("dies", "room=" + room)).hasMessageContaining("no answer");
            own.awaitEnd();
            own.startsAgain();

            assertThat(saidIn(room)).containsExactly("last words");
            assertThat(calls("reads", "room=" + room)).startsWith(room);
        }
    }

    @Test
    void a_relay_that_is_killed_goes_on_where_it_was() throws Exception {
        int many = 500;
        for (int i = 0; i < KILLS; i++) {
            String room = "relay-" + i;
            try (Server server = own.server(Applications.LEDGER)) {
                Client ann = server.member(room);
                CompletableFuture<?> telling =
                        CompletableFuture.runAsync(() -> calls("says", "room=" + room + "&many=" + many));
                ann.hearsUntil("text " + random.nextInt(many / 2));
                killing().strike();
                telling.exceptionally(failure -> null).get(1, TimeUnit.MINUTES);
            }

            assertThat(saidIn(room))
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
            List<String> said = saidIn(room);
            List<String> kept = Stream.of(calls("reads", "room=" + room).split(",", -1))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .filter(number -> !number.equals("1000000"))
                    .sorted((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)))
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
                calls(number % 3 == 2 ? "keepsNot" : "keeps", "room=teller-" + teller + "&many=" + number);
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
