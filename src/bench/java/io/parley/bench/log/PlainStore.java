package io.parley.bench.log;

import io.parley.protocol.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The plainest way to store a message in the same tables, with the same promise: each sender has a transaction of its
 * own. Blocks; any thread may call.
 */
final class PlainStore {

    private final BenchDatabase database;

    PlainStore(BenchDatabase database) {
        this.database = database;
    }

    /** Stores the next entry of a room. */
    void append(long room, int sender) throws SQLException {
        try (Connection connection = database.pool().source().getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, room, nextSeq(connection, room), sender);
            connection.commit();
            database.written(connection);
        }
    }

    /** Nothing but an insert and its commit; the caller knows the place. */
    void insertOnly(long room, long seq) throws SQLException {
        try (Connection connection = database.pool().source().getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, room, seq, 0);
            connection.commit();
            database.written(connection);
        }
    }

    private static long nextSeq(Connection connection, long room) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update parley_room set newest = newest + 1, newest_at = ? where id = ?")) {
            update.setLong(1, System.currentTimeMillis());
            update.setLong(2, room);
            update.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("select newest from parley_room where id = ?")) {
            select.setLong(1, room);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private static void insert(Connection connection, long room, long seq, int sender) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into parley_entry"
                + " (room, seq, uid, sent_at, user_kind, user_id, user_name, client_key, body, data)"
                + " values (?, ?, ?, ?, ?, ?, ?, null, ?, null)")) {
            User user = Words.user(sender);
            insert.setLong(1, room);
            insert.setLong(2, seq);
            insert.setString(3, Words.uid());
            insert.setLong(4, System.currentTimeMillis());
            insert.setString(5, user.key().kind().name());
            insert.setString(6, user.key().id());
            insert.setString(7, user.name());
            insert.setString(8, Words.TEXT);
            insert.executeUpdate();
        }
    }
}
