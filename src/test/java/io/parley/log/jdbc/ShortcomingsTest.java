package io.parley.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has a database that keeps less than an ack promises is told. */
class ShortcomingsTest {

    @TempDir
    private Path folder;

    private static Optional<String> ofH2(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Shortcomings.of(connection);
        }
    }

    @Test
    void anH2InMemoryKeepsNothing() throws SQLException {
        assertThat(ofH2("jdbc:h2:mem:")).get().asString().contains("in memory", "configure-server.cli");
        assertThat(ofH2("jdbc:h2:mem:test;DB_CLOSE_DELAY=-1")).isPresent();
        assertThat(ofH2("jdbc:h2:" + folder.resolve("mem"))).isEmpty();
        assertThat(ofH2("jdbc:h2:async:" + folder.resolve("mem"))).isEmpty();
    }

    @Test
    void aPostgresThatDoesNotWaitForItsDiskMayLoseWhatItCommitted() throws SQLException {
        try (TestDatabase database = TestDatabase.barePostgres();
                Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            assertThat(Shortcomings.of(connection)).get().asString().contains("synchronous_commit");

            for (String least : new String[] {"on", "local", "remote_apply"}) {
                statement.execute("set synchronous_commit = " + least);
                assertThat(Shortcomings.of(connection).orElse("")).doesNotContain("synchronous_commit");
            }
        }
    }
}
