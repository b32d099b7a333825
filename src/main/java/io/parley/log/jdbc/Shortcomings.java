package io.parley.log.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.StringJoiner;

/** Why what a database has committed may be lost all the same: what an operator has to know before people talk. */
final class Shortcomings {

    private Shortcomings() {}

    /** In words, where there are any. */
    static Optional<String> of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> ofH2(connection.getMetaData().getURL());
            case "PostgreSQL" -> ofPostgres(connection);
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofH2(String url) {
        return url.startsWith("jdbc:h2:mem:")
                ? Optional.of("it is an H2 in memory, so all that is said is lost when the server stops. On WildFly,"
                        + " wildfly-config/configure-server.cli sets one up in a file")
                : Optional.empty();
    }

    private static Optional<String> ofPostgres(Connection connection) throws SQLException {
        StringJoiner off = new StringJoiner(", ");
        try (Statement select = connection.createStatement();
                ResultSet found = select.executeQuery("select name from pg_settings where setting = 'off'"
                        + " and name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name")) {
            while (found.next()) {
                off.add(found.getString(1));
            }
        }
        return off.length() == 0
                ? Optional.empty()
                : Optional.of("a crash or a loss of power can cost messages that were acknowledged, since " + off
                        + " is off in this PostgreSQL");
    }
}
