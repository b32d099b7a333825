package io.parley.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on WildFly, with H2. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class TransactionsIT extends TransactionsContract {

    @TempDir
    private static Path folder;

    private static OwnServer own;

    @BeforeAll
    static void start() throws IOException {
        own = OwnServer.withApplications("transactions", Applications.both(folder));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Override
    Server find(String application) {
        return own.server(application);
    }
}
