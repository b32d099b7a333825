package io.parley.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on WildFly, with PostgreSQL. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class PostgresTransactionsIT extends TransactionsContract {

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
}
