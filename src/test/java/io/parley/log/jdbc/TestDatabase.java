package io.parley.log.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;

/** A database of a test's own, with the log's tables, empty, unless it is bare; a pool of connections to it. */
final class TestDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    /** Kept, since a logger that nobody keeps forgets its level: Flyway tells of each table. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final JdbcConnectionPool pool;
    private final DataSource unpooled;

    private TestDatabase(ConnectionPoolDataSource source, DataSource unpooled) {
        this.unpooled = unpooled;
        pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(CONNECTIONS);
        FLYWAY.setLevel(Level.WARNING);
    }

    private TestDatabase migrated() {
        new Schema(pool).migrate();
        return this;
    }

    /** H2, in memory. */
    static TestDatabase h2() {
        return bareH2().migrated();
    }

    /** The same without any tables. */
    static TestDatabase bareH2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new TestDatabase(source, source);
    }

    /** PostgreSQL: one server for all tests, a database for each. */
    static TestDatabase postgres() {
        return postgres(" template " + Template.NAME);
    }

    /** The same without any tables. */
    static TestDatabase barePostgres() {
        return postgres("");
    }

    private static TestDatabase postgres(String from) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement create = connection.createStatement()) {
            create.execute("create database " + name + from);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(
                configured(new PGConnectionPoolDataSource(), name), configured(new PGSimpleDataSource(), name));
    }

    private static <T extends BaseDataSource> T configured(T source, String name) {
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {Server.POSTGRES.getPort()});
        source.setDatabaseName(name);
        source.setUser("postgres");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /** Started with the first use, and ended with the process. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // Nobody takes its power away, and without that it ends as soon as the tests do
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What the others are copied from, which is quicker than to make the tables anew for each. */
    private static final class Template {

        static final String NAME = make();

        private static String make() {
            try (TestDatabase template = barePostgres().migrated()) {
                return template.query("select current_database()").get(0);
            }
        }
    }

    DataSource source() {
        return pool;
    }

    /** Whose connections are new each time. */
    DataSource unpooled() {
        return unpooled;
    }

    /** The same in PostgreSQL for another of its users. */
    DataSource unpooledFor(String user) {
        PGSimpleDataSource source = configured(
                new PGSimpleDataSource(), query("select current_database()").get(0));
        source.setUser(user);
        return source;
    }

    /** Runs a statement, and returns how many rows it changed. */
    int execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of what a query finds. */
    List<String> query(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
