package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Verdict;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link CrashIT}, with a PostgreSQL beneath that crashes or hangs while the server lives: set up by the script that
 * operators use. By {@code parley.it.crash.frozen} it hangs for so many seconds; not at all where that is 0.
 */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class PostgresCrashIT {

    private static final int CLIENTS = Integer.getInteger("parley.it.crash.clients", 20);
    private static final int KILLS = Integer.getInteger("parley.it.crash.kills", 3);
    private static final int FROZEN_SECONDS = Integer.getInteger("parley.it.crash.frozen", 0);

    private final Gate gate = new Gate();

    @TempDir
    private Path folder;

    @Test
    void what_was_acknowledged_outlives_a_database_that_crashes() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(folder.resolve("data"));
                OwnServer own = postgres.server("postgres-crash", folder);
                Server server = own.server()) {
            Ordeal ordeal = new Ordeal(server, gate, CLIENTS);
            Verdict verdict = ordeal.with(KILLS, inTurn(postgres::crashes, postgres::isKilled));

            CrashIT.isClean(ordeal, verdict);
            assertThat(postgres.entries()).as("entries in the database").isPositive();
        }
    }

    /** One process of it is killed, and the others start anew; or all are, and it is started again. */
    private static Havoc inTurn(Havoc one, Havoc other) {
        Iterator<Havoc> turns = Stream.iterate(true, first -> !first)
                .map(first -> first ? one : other)
                .iterator();
        return () -> turns.next().strike();
    }

    @Test
    @EnabledIfSystemProperty(named = "parley.it.crash.frozen", matches = "[1-9].*")
    void a_database_that_hangs_costs_time_and_nothing_else() throws Exception {
        try (OwnPostgres postgres = new OwnPostgres(folder.resolve("data"));
                OwnServer own = postgres.server("postgres-frozen", folder);
                Server server = own.server()) {
            Ordeal ordeal = new Ordeal(server, gate, CLIENTS);
            Verdict verdict = ordeal.with(1, () -> postgres.hangs(FROZEN_SECONDS, TimeUnit.SECONDS));

            CrashIT.isClean(ordeal, verdict);
        }
    }
}
