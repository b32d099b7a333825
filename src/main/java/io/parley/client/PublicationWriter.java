package io.parley.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes publications into the database: with the transaction of the calling thread, where it has one and the data
 * source takes part in it; else in one of their own. Blocks for one statement. Any thread may call.
 */
public final class PublicationWriter {

    /** The setting for how many publications may wait. */
    public static final String WAITING = "parley.publications.waiting";

    /** Its default. */
    public static final int DEFAULT_WAITING = 100_000;

    /**
     * How many wait is only counted where the newest is that far from the oldest: then many wait, or one has come late
     * out of a long transaction. So a row costs two looks at the ends of an index.
     */
    private static final String INSERT = "insert into parley_publication"
            + " (uid, room, user_kind, user_id, user_name, client_key, body, data)"
            + " select ?, ?, ?, ?, ?, ?, ?, ? where case when exists"
            + " (select 1 from parley_publication where id <= (select max(id) from parley_publication) - ?)"
            + " then (select count(*) from (select 1 as one from parley_publication limit ?) few) else 0 end < ?";

    private final DataSource source;
    private final int most;

    /**
     * A writer.
     *
     * @param source the database that the chat's log is in; within a transaction, that of the application
     * @param most how many publications may wait to be brought into their rooms
     */
    public PublicationWriter(DataSource source, int most) {
        this.source = source;
        this.most = most;
    }

    /**
     * Writes a publication with the transaction of the calling thread.
     *
     * @param row what
     * @throws PublicationFailedException where it was not written
     */
    public void writeWithTransaction(PublicationRow row) {
        write(connection -> {
            if (connection.getAutoCommit()) {
                throw new PublicationFailedException("the data source takes no part in the transaction, so what is"
                        + " published would be said whatever becomes of that");
            }
            insert(connection, row);
        });
    }

    /**
     * Writes a publication in a transaction of its own, where the calling thread has none.
     *
     * @param row what
     * @throws PublicationFailedException where it was not written
     */
    public void writeAlone(PublicationRow row) {
        write(connection -> {
            insert(connection, row);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        });
    }

    /** What is done on a connection. */
    @FunctionalInterface
    private interface Work {

        void on(Connection connection) throws SQLException;
    }

    private void write(Work work) {
        try (Connection connection = source.getConnection()) {
            work.on(connection);
        } catch (SQLException e) {
            throw new PublicationFailedException(
                    "the publication could not be written: " + e.getMessage()
                            + ". The table parley_publication is made by a chat that runs on the same database",
                    e);
        }
    }

    private void insert(Connection connection, PublicationRow row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            set(insert, row);
            if (insert.executeUpdate() == 0) {
                throw new PublicationFailedException("more than " + most
                        + " publications wait to be brought into their rooms: is a chat running on this database?"
                        + " Their number may be raised by " + WAITING);
            }
        }
    }

    private void set(PreparedStatement insert, PublicationRow row) throws SQLException {
        insert.setString(1, row.uid());
        insert.setString(2, row.room());
        insert.setString(3, row.author().kind());
        insert.setString(4, row.author().id());
        insert.setString(5, row.author().name());
        setOptional(insert, 6, row.key());
        insert.setString(7, row.text());
        setOptional(insert, 8, row.data());
        insert.setLong(9, most - 1L);
        insert.setInt(10, most);
        insert.setInt(11, most);
    }

    private static void setOptional(PreparedStatement insert, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            insert.setString(index, text.get());
        } else {
            insert.setNull(index, Types.VARCHAR);
        }
    }
}
