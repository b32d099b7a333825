package io.parley.log.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What it takes, beyond a commit, that a transaction outlives the process. */
enum Durability {
    /** Nothing: the database keeps what it has committed. */
    COMMITTED,
    /**
     * To have it written: H2 does that up to half a second later, by a thread that also takes back the space of what
     * has changed. To have none (WRITE_DELAY=0) writes at once, but then the file only grows.
     */
    WRITTEN;

    /** What the database of a connection needs. */
    static Durability of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2") ? WRITTEN : COMMITTED;
    }

    /** Does it. A failure leaves open whether it is done. */
    void ensure(Connection connection) throws SQLException {
        if (this == WRITTEN) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint");
            }
        }
    }
}
