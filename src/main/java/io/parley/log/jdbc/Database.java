package io.parley.log.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions in the database, each on a connection of its own. Blocks; any thread that may wait can call, none that
 * has a transaction of the container's.
 */
final class Database {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    private final DataSource source;
    private final int timeoutMillis;

    /** What has to be done once a transaction is committed, so that it outlives the process; learnt from the first. */
    private volatile @Nullable Durability durability;

    /** Whether the driver can limit how long it waits for the network. */
    private volatile boolean limitsTime = true;

    /**
     * A database.
     *
     * @param source where connections come from
     * @param timeout after which an answer that does not come has failed, where the driver knows such a thing
     */
    Database(DataSource source, Duration timeout) {
        this.source = source;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** What is done within a transaction. */
    @FunctionalInterface
    interface Work<T> {

        T in(Connection connection) throws SQLException;
    }

    /** Does something, and commits it. What the work throws has been rolled back. */
    <T> T transaction(Work<T> work) throws StorageException {
        Connection connection = open();
        int timeoutBefore = 0;
        try {
            timeoutBefore = limitTime(connection);
            Durability lasting = durability(connection);
            T result = begun(connection, work);
            commit(connection, lasting);
            return result;
        } finally {
            giveBack(connection, timeoutBefore);
        }
    }

    private Connection open() throws StorageException {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw StorageException.unreachable(e);
        }
    }

    private static <T> T begun(Connection connection, Work<T> work) throws StorageException {
        boolean done = false;
        try {
            connection.setAutoCommit(false);
            T result = work.in(connection);
            done = true;
            return result;
        } catch (SQLException e) {
            throw StorageException.beforeCommit(e);
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    private Durability durability(Connection connection) throws StorageException {
        Durability known = durability;
        if (known == null) {
            try {
                known = Durability.of(connection);
            } catch (SQLException e) {
                throw StorageException.beforeCommit(e);
            }
            durability = known;
        }
        return known;
    }

    /** What was read, too, outlives the process then: nobody is told of what may still vanish. */
    private static void commit(Connection connection, Durability durability) throws StorageException {
        try {
            connection.commit();
        } catch (SQLException e) {
            rollBack(connection);
            throw StorageException.atCommit(e);
        }
        try {
            durability.ensure(connection);
        } catch (SQLException e) {
            throw StorageException.behindCommit(e);
        }
    }

    /** A connection that cannot even do this is broken, and its transaction with it. */
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a transaction ended with its connection", e);
        }
    }

    /** What the limit was before. */
    private int limitTime(Connection connection) {
        if (!limitsTime) {
            return 0;
        }
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            limitsTime = false;
            LOG.log(System.Logger.Level.DEBUG, "the driver does not limit how long it waits", e);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was broken before its transaction began", e);
        }
        return 0;
    }

    private void giveBack(Connection connection, int timeoutBefore) {
        try (connection) {
            if (limitsTime && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, timeoutBefore);
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was broken behind its transaction", e);
        }
    }
}
