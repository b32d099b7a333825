package io.parley.bench.log;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database on the disk, that keeps what it has committed. */
interface BenchDatabase extends AutoCloseable {

    /** As many connections as the pools in wildfly-config have. */
    int CONNECTIONS = 10;

    /** Opens a new one in an empty folder. */
    static BenchDatabase open(String name, Path folder) throws IOException, SQLException {
        return switch (name) {
            case "h2" -> new H2Database(folder);
            case "postgresql" -> new PostgresDatabase(folder);
            default -> throw new IllegalArgumentException(name + " is neither h2 nor postgresql");
        };
    }

    Pool pool();

    /** What its promise hangs on. */
    Map<String, String> facts() throws SQLException;

    /** What it takes beyond a commit that nothing is lost when the process ends; the log does the same. */
    void written(Connection connection) throws SQLException;

    /** The numbers from one to another, as a table with a column {@code n}. */
    String numbers(long from, long to);

    /** What is to be done behind a fill, which happens by itself some time later. */
    void settle() throws SQLException;

    @Override
    void close() throws IOException;

    /** Runs a statement. */
    default void execute(String sql) throws SQLException {
        try (Connection connection = pool().source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    default String ask(String sql) throws SQLException {
        try (Connection connection = pool().source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return String.valueOf(found.getString(1));
        }
    }
}
