package io.parley.bench.log;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of its own, that brings to the disk what it commits. */
final class PostgresDatabase implements BenchDatabase {

    private final EmbeddedPostgres server;
    private final Pool pool;

    /** The library would switch off all that makes a commit durable. */
    PostgresDatabase(Path folder) throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {server.getPort()});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        source.setReWriteBatchedInserts(true);
        pool = new Pool(source, CONNECTIONS);
    }

    @Override
    public Pool pool() {
        return pool;
    }

    @Override
    public Map<String, String> facts() throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        for (String setting : new String[] {
            "server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "shared_buffers"
        }) {
            facts.put(setting, ask("show " + setting));
        }
        return facts;
    }

    @Override
    public void written(Connection connection) {
        // Its commit has done so
    }

    @Override
    public String numbers(long from, long to) {
        return "generate_series(%d, %d) as numbers (n)".formatted(from, to);
    }

    @Override
    public void settle() throws SQLException {
        execute("vacuum analyze");
        execute("checkpoint");
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
