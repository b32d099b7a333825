package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a transaction publishes is said behind its commit, in its order, and never where it is rolled back; what it has
 * kept beside that is there exactly where its words are. On any server and any database.
 */
abstract class TransactionsContract {

    private static final Logger LOG = Logger.getLogger(TransactionsContract.class.getName());

    private static final int PATIENCE_SECONDS = 60;
    private static final int TRANSACTIONS = Integer.getInteger("parley.it.transactions", 300);

    private Server ledger;
    private Server branch;

    /** An application of the tests, by its name. */
    abstract Server find(String application);

    @BeforeEach
    void findApplications() {
        ledger = find(Applications.LEDGER);
        branch = find(Applications.BRANCH);
    }

    @AfterEach
    void dropClients() {
        ledger.close();
    }

    private String calls(String transaction, String room) {
        return calls(ledger, "ledger", transaction, room);
    }

    private static String calls(Server server, String application, String transaction, String room) {
        return Page.text(HttpRequest.newBuilder(server.page(application + "/" + transaction + "?room=" + room)));
    }

    private void hears(Client client, String... texts) {
        for (String text : texts) {
            client.receives("{'type':'message','from':'system','text':'" + text + "'}");
        }
    }

    /** Nothing else has been said so far. */
    private void hearsNothingElse(Client client, String room) {
        calls("saysAtOnce", room);
        hears(client, "at once");
        client.hasNothingMore();
    }

    @Test
    void what_is_committed_is_said_in_its_order_and_what_was_kept_is_there() {
        Client ann = ledger.member("commits");

        assertThat(calls("commits", "commits")).isEqualTo("WithTransaction");

        hears(ann, "one", "two");
        hearsNothingElse(ann, "commits");
        assertThat(calls("reads", "commits")).isEqualTo("commits");
    }

    @Test
    void without_a_transaction_it_is_said_at_once() {
        Client ann = ledger.member("at-once");

        assertThat(calls("saysAtOnce", "at-once")).isEqualTo("Stored");

        hears(ann, "at once");
    }

    @ParameterizedTest
    @CsvSource({"fails,IllegalStateException", "givesUp,WithTransaction", "persistsInVain,.*Exception"})
    void what_is_rolled_back_is_never_said_and_never_kept(String transaction, String outcome) {
        String room = "back-" + transaction;
        Client ann = ledger.member(room);

        assertThat(calls(transaction, room)).matches(outcome);

        hearsNothingElse(ann, room);
        assertThat(calls("reads", room)).isEmpty();
    }

    @Test
    void a_transaction_within_another_has_its_own_fate() {
        Client ann = ledger.member("nests");

        calls("nests", "nests");
        assertThat(calls("nestsAndFails", "nests")).isEqualTo("IllegalStateException");
        calls("outlives", "nests");

        // Which of two transactions comes first is not promised
        List<String> said = IntStream.range(0, 3)
                .mapToObj(i -> ann.receives("{'type':'message'}").getString("text"))
                .toList();
        assertThat(said).contains("inner").containsSubsequence("outer one", "outer two");
        hears(ann, "inner");
        hears(ann, "outer one", "outer two, after a failure within");
        hearsNothingElse(ann, "nests");
    }

    @Test
    void work_by_JPA_belongs_to_the_same_transaction() {
        Client ann = ledger.member("persists");

        assertThat(calls("persists", "persists")).isEqualTo("done");

        hears(ann, "before JPA", "behind JPA");
        assertThat(calls("reads", "persists")).isEqualTo("persists");
    }

    @Test
    void much_in_several_rooms_keeps_its_order_in_each() {
        List<Client> listeners =
                IntStream.range(0, 3).mapToObj(i -> ledger.member("much-" + i)).toList();

        calls("saysMuch", "much");

        for (int room = 0; room < 3; room++) {
            for (int i = room; i < 100; i += 3) {
                hears(listeners.get(room), "text " + i);
            }
            listeners.get(room).hasNothingMore();
        }
    }

    @Test
    void a_transaction_under_way_is_not_heard_and_holds_nobody_up() throws Exception {
        Client ann = ledger.member("holds");
        CompletableFuture<String> holding = CompletableFuture.supplyAsync(() -> calls("holds", "holds"));
        assertThat(calls("awaitHolding", "holds")).isEqualTo("holding");

        calls("commits", "holds");
        hears(ann, "one", "two");
        hearsNothingElse(ann, "holds");
        calls("release", "holds");

        assertThat(holding.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("released");
        hears(ann, "held");
        hearsNothingElse(ann, "holds");
    }

    @Test
    void enterprise_beans_publish_with_their_transactions_asynchronously_and_by_a_timer() {
        Client ann = ledger.member("clerk");

        calls("failsLater", "clerk");
        calls("saysLater", "clerk");
        hears(ann, "later", "and later");
        calls("schedules", "clerk");
        hears(ann, "in time");

        hearsNothingElse(ann, "clerk");
        assertThat(calls("reads", "clerk")).isEqualTo("clerk and later,clerk in time,clerk later");
    }

    @Test
    void another_application_on_the_server_publishes_with_its_transactions() {
        Client ann = ledger.member("branch");

        String id = calls(branch, "branch", "commits", "branch");

        hears(ann, "one");
        ann.receives("{'type':'message','from':'branch','text':'two','id':'" + id + "','data':{'order':4711}}");
        assertThat(calls(branch, "branch", "fails", "branch")).isEqualTo("IllegalStateException");
        calls(branch, "branch", "saysAtOnce", "branch");
        hears(ann, "at once");
        hearsNothingElse(ann, "branch");
    }

    @Test
    void the_examples_of_the_documentation_do_what_they_say() {
        Client ann = ledger.member("orders");
        Client ben = ledger.member("billing");

        assertThat(Page.text(ledger.page("orders/approve?order=4711"))).isEqualTo("approved");
        hears(ann, "Order 4711 was approved");
        assertThat(calls("reads", "order")).isEqualTo("order 4711");

        for (int i = 0; i < 2; i++) {
            assertThat(Page.text(branch.page("invoices/send?invoice=7"))).isEqualTo("sent");
        }
        ben.receives("{'type':'message','text':'Invoice 7 was sent','id':'invoice-7'}");
        hearsNothingElse(ben, "billing");
    }

    /** What that adds is printed, as a ratio; it depends on the machine. */
    @Test
    void many_transactions_one_after_the_other_are_all_heard() {
        Client ann = ledger.member("measures");

        List<String> micros =
                List.of(calls("measures", "measures&many=" + TRANSACTIONS).split(" ", -1));

        ann.hearsUntil("measures " + (TRANSACTIONS - 1));
        assertThat(calls("reads", "measures").split(",", -1)).hasSize(2 * TRANSACTIONS);
        LOG.info(() -> String.format(
                "%s: a transaction takes %s us, and %s us with a publication: %.2f times",
                getClass().getSimpleName(),
                micros.get(0),
                micros.get(1),
                Double.parseDouble(micros.get(1)) / Double.parseDouble(micros.get(0))));
    }
}
