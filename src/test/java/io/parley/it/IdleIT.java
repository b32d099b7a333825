package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People who are connected and say nothing, for some rounds of keep-alive. How many, how often they are pinged, and how
 * many rounds there are is said by {@code parley.it.idle}, {@code parley.it.idle.ping} and
 * {@code parley.it.idle.rounds}; what the server spends on them is printed.
 */
@ExtendWith(ArquillianExtension.class)
class IdleIT {

    private static final Logger LOG = Logger.getLogger(IdleIT.class.getName());

    private static final int PEOPLE = Integer.getInteger("parley.it.idle", 500);
    private static final String PING = System.getProperty("parley.it.idle.ping", "PT1S");
    private static final int ROUNDS = Integer.getInteger("parley.it.idle.rounds", 3);

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive roomy() {
        return Inspector.in(
                "parley.limits.per-address=0",
                "parley.limits.handshakes=0",
                "parley.keepalive.ping=" + PING,
                "parley.keepalive.timeout=PT10S");
    }

    @Test
    void people_who_are_idle_and_answer_are_not_closed() {
        Server server = new Server(deployed);
        Inspector inspector = new Inspector(server);
        try (IdleCrowd crowd = new IdleCrowd(server.page("chat"))) {
            crowd.connects(PEOPLE);
            crowd.answersUntilAllHad(1);

            // In the first rounds the machine still compiles what it has run, so each is shown
            for (int round = 1; round <= ROUNDS; round++) {
                Duration cpu = inspector.cpu();
                long begun = System.nanoTime();
                crowd.answersUntilAllHad(1 + round);
                show(round, inspector.cpu().minus(cpu).toNanos(), System.nanoTime() - begun);
            }

            assertThat(crowd.closes()).as("closed, by code").isEmpty();
            assertThat(inspector.connections()).isEqualTo(PEOPLE);
            assertThat(inspector.leftAbove(PEOPLE / 2, List.of("HttpServerExchange")))
                    .as("requests that are kept as long as the connection lives")
                    .isEmpty();
            LOG.info(() -> "round trips: " + inspector.roundTrips());
        }
        inspector.waitsForConnections(0);
    }

    private static void show(int round, long spentNanos, long tookNanos) {
        LOG.info(() -> String.format(
                Locale.ROOT,
                "%d idle, pinged every %s, round %d: %.2f %% of a core",
                PEOPLE,
                PING,
                round,
                100.0 * spentNanos / tookNanos));
    }
}
