package io.parley.bench.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;

/** H2 in a file, as {@code configure-server.cli} sets it up. */
final class H2Database implements BenchDatabase {

    private static final String SETTINGS =
            ";DB_CLOSE_ON_EXIT=FALSE;COMPRESS=TRUE;MAX_COMPACT_TIME=2000;CACHE_SIZE=16384;LOCK_TIMEOUT=5000";

    private final Pool pool;

    H2Database(Path folder) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + folder.toAbsolutePath() + "/./parley" + SETTINGS);
        source.setUser("sa");
        pool = new Pool(source, CONNECTIONS);
    }

    @Override
    public Pool pool() {
        return pool;
    }

    @Override
    public Map<String, String> facts() throws SQLException {
        return Map.of("version", ask("select h2version()"), "settings", SETTINGS.substring(1));
    }

    @Override
    public void written(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    @Override
    public String numbers(long from, long to) {
        return "(select x as n from system_range(%d, %d)) numbers".formatted(from, to);
    }

    @Override
    public void settle() throws SQLException {
        execute("analyze");
        execute("checkpoint sync");
    }

    @Override
    public void close() {
        pool.close();
    }
}
