package io.parley.log.jdbc;

import io.parley.protocol.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Erases what a user has said, in small transactions: texts and data are gone, their places stay. Blocks; any thread
 * that may wait can call.
 */
final class Erasure {

    private static final int BATCH = 500;

    private final Database database;

    Erasure(Database database) {
        this.database = database;
    }

    private record Place(long room, long seq) {}

    /** Erases; returns how many entries had words. What the user says meanwhile may be among them or not. */
    long erase(UserKey user) throws StorageException {
        long erased = 0;
        int unsaid = BATCH;
        while (unsaid >= BATCH) {
            unsaid = database.transaction(connection -> PublicationSql.erase(connection, user, BATCH));
        }
        Place from = new Place(0, 0);
        boolean more = true;
        while (more) {
            Place behind = from;
            List<Place> some = database.transaction(connection -> eraseSome(connection, user, behind));
            erased += some.size();
            more = some.size() == BATCH;
            from = more ? some.get(BATCH - 1) : from;
        }
        return erased;
    }

    private static List<Place> eraseSome(Connection connection, UserKey user, Place behind) throws SQLException {
        List<Place> places = find(connection, user, behind);
        // The rooms first, as everybody who writes does; and so that nodes see the change when it is there
        try (PreparedStatement update =
                connection.prepareStatement("update parley_room set revision = revision + 1 where id = ?")) {
            for (long room : places.stream().map(Place::room).collect(Collectors.toCollection(TreeSet::new))) {
                update.setLong(1, room);
                update.executeUpdate();
            }
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update parley_entry set body = '', data = null where room = ? and seq = ?")) {
            for (Place place : places) {
                update.setLong(1, place.room());
                update.setLong(2, place.seq());
                update.addBatch();
            }
            update.executeBatch();
        }
        return places;
    }

    private static List<Place> find(Connection connection, UserKey user, Place behind) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select room, seq from parley_entry where user_id = ? and user_kind = ? and body <> ''"
                        + " and (room > ? or (room = ? and seq > ?)) order by room, seq limit " + BATCH)) {
            select.setString(1, SqlText.encode(user.id()));
            select.setString(2, user.kind().name());
            select.setLong(3, behind.room());
            select.setLong(4, behind.room());
            select.setLong(5, behind.seq());
            List<Place> places = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    places.add(new Place(found.getLong(1), found.getLong(2)));
                }
            }
            return places;
        }
    }
}
