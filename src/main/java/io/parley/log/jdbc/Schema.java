package io.parley.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** The tables of the log, kept up to date by Flyway. Blocks; called once, at the start, by any thread. */
public final class Schema {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    /** Where Flyway keeps what it has done; other tables beside ours are somebody else's. */
    private static final String HISTORY = "parley_schema_history";

    private static final String H2 = "H2";

    /**
     * The same for all deployments of a server, which then make their tables one after the other. Flyway's own lock
     * does for nodes on PostgreSQL; on H2, which belongs to one process, it ends with the first table that is made.
     */
    private static final Object SERVER_WIDE = DataSource.class;

    private final DataSource source;

    /**
     * The tables in a database.
     *
     * @param source the database: H2 2 or PostgreSQL 14, or later ones
     */
    public Schema(DataSource source) {
        this.source = source;
    }

    /**
     * Makes the tables, or brings them up to date. Nodes that do so at the same time wait for each other.
     *
     * @throws IllegalStateException where that fails; the message names why
     */
    public void migrate() {
        try {
            synchronized (product().equals(H2) ? SERVER_WIDE : this) {
                Flyway flyway = flyway();
                requireKnown(flyway);
                migrate(flyway);
                begin();
            }
        } catch (FlywayException | SQLException e) {
            throw new IllegalStateException("the room log's tables cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the tables are there as they should be, and changes none of them.
     *
     * @throws IllegalStateException where they are not; the message names why
     */
    public void validate() {
        try {
            Flyway flyway = flyway();
            requireKnown(flyway);
            requireComplete(flyway);
            flyway.validate();
            begin();
        } catch (FlywayException | SQLException e) {
            throw new IllegalStateException("the room log's tables are not as they should be: " + e.getMessage(), e);
        }
    }

    /** Twice: who looks in vain for Flyway's history while another node makes it fails, and finds it then. */
    private static void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayException first) {
            try {
                flyway.migrate();
            } catch (FlywayException again) {
                first.addSuppressed(again);
                throw first;
            }
            LOG.log(System.Logger.Level.DEBUG, "another node made the tables at the same moment", first);
        }
    }

    /** What a newer server has made of the tables, this one cannot know. */
    private static void requireKnown(Flyway flyway) {
        String unknown = scripts(flyway, state -> state.isApplied() && !state.isResolved());
        if (!unknown.isEmpty()) {
            throw new FlywayException(
                    "they are newer than this server, which does not know " + unknown + ": start one that does");
        }
    }

    private static void requireComplete(Flyway flyway) {
        String missing = scripts(flyway, state -> state == MigrationState.PENDING);
        if (!missing.isEmpty()) {
            throw new FlywayException("what " + missing + " makes is missing: let one server start with"
                    + " parley.log.schema=migrate, or Flyway run it");
        }
    }

    /** The names of those in some state. */
    private static String scripts(Flyway flyway, Predicate<MigrationState> which) {
        return Stream.of(flyway.info().all())
                .filter(migration -> which.test(migration.getState()))
                .map(MigrationInfo::getScript)
                .collect(Collectors.joining(", "));
    }

    private Flyway flyway() throws SQLException {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .resourceProvider(new Migrations("V1__room_log.sql", "V2__publications.sql"))
                .table(HISTORY)
                .placeholders(types())
                .ignoreMigrationPatterns(new String[0])
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private String product() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        }
    }

    /** The names of types that databases call by names of their own. */
    private Map<String, String> types() throws SQLException {
        String product = product();
        return switch (product) {
            case H2 ->
                Map.of(
                        "text", "varchar(1048576)",
                        "bytes", "varbinary(32)",
                        "uuid", "cast(random_uuid() as varchar(64))");
            case "PostgreSQL" ->
                Map.of("text", "text", "bytes", "bytea", "uuid", "cast(gen_random_uuid() as varchar(64))");
            default -> throw new SQLException(product + " is neither H2 nor PostgreSQL");
        };
    }

    private void begin() throws SQLException {
        try (Connection connection = source.getConnection()) {
            beginLife(connection);
            Durability.of(connection).ensure(connection);
            Shortcomings.of(connection)
                    .ifPresent(words -> LOG.log(System.Logger.Level.WARNING, "The room log''s database: {0}", words));
        }
    }

    /** The first node to come begins the database's life; one statement, so that there is one. */
    private static void beginLife(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into parley_life (singleton, epoch)"
                + " select 1, ? where not exists (select 1 from parley_life)")) {
            insert.setString(1, Epoch.random());
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!isBegun(connection)) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "another node began the database's life at the same moment", e);
        }
    }

    private static boolean isBegun(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet found = select.executeQuery("select epoch from parley_life")) {
            return found.next();
        }
    }
}
