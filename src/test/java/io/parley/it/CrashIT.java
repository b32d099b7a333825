package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What was acknowledged outlives the server, each message once and in one order, and all who come back have all of it:
 * the protocol document, section 5. How many people and how many kills is told by {@code parley.it.crash.clients} and
 * {@code parley.it.crash.kills}, what is random by {@code parley.it.crash.seed}. What happened is printed.
 */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class CrashIT {

    private static final int CLIENTS = Integer.getInteger("parley.it.crash.clients", 20);
    private static final int KILLS = Integer.getInteger("parley.it.crash.kills", 3);

    private final Gate gate = new Gate();

    @Test
    void what_was_acknowledged_outlives_a_server_that_is_killed() throws Exception {
        try (OwnServer own = own("crash");
                Server server = own.server()) {
            Ordeal ordeal = new Ordeal(server, gate, CLIENTS);
            Verdict verdict = ordeal.with(KILLS, new KilledServer(own, gate));

            isClean(ordeal, verdict);
            assertThat(verdict.recoveries()).as("recoveries").isPositive();
        }
    }

    /** The same with a server that lives: what is wrong here has nothing to do with its log's durability. */
    @Test
    void where_connections_are_cut_nothing_is_lost() throws Exception {
        try (OwnServer own = own("cut");
                Server server = own.server()) {
            Ordeal ordeal = new Ordeal(server, gate, CLIENTS);
            Verdict verdict = ordeal.with(KILLS, ordeal::cutsAll);

            isClean(ordeal, verdict);
            assertThat(verdict.recoveries()).as("recoveries").isPositive();
        }
    }

    /** Nor with its connections. */
    @Test
    void where_nothing_happens_nothing_is_lost_either() throws Exception {
        try (OwnServer own = own("calm");
                Server server = own.server()) {
            Ordeal ordeal = new Ordeal(server, gate, CLIENTS);
            Verdict verdict = ordeal.with(0, () -> {});

            isClean(ordeal, verdict);
            assertThat(verdict.refusals())
                    .as("who was away for a long time read the rest")
                    .isPositive();
        }
    }

    static void isClean(Ordeal ordeal, Verdict verdict) {
        assertThat(verdict.examples()).as("%s, %s", ordeal, verdict.summary()).isEmpty();
    }

    private static OwnServer own(String name) throws IOException {
        return new OwnServer(name, Ordeal.settings());
    }
}
