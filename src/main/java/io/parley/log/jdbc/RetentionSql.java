package io.parley.log.jdbc;

import io.parley.protocol.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The statements that take away what a room's retention does not keep. */
final class RetentionSql {

    private static final String ROOM = "select id, name, newest, oldest, oldest_at from parley_room ";

    private RetentionSql() {}

    /**
     * A room, as retention sees it.
     *
     * @param oldestAt not after the time of the oldest entry
     */
    record Room(long id, RoomName name, long newest, long oldest, Instant oldestAt) {}

    /** Where an entry stands, and since when. */
    record Place(long seq, Instant at) {}

    /** The next rooms behind one, in the order of their ids. */
    static List<Room> rooms(Connection connection, long behind, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROOM + "where id > ? order by id limit ?")) {
            select.setLong(1, behind);
            select.setInt(2, most);
            return rooms(select);
        }
    }

    /** One room, locked until the end of the transaction. */
    static Room lock(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROOM + "where id = ? for update")) {
            select.setLong(1, id);
            return rooms(select).get(0);
        }
    }

    private static List<Room> rooms(PreparedStatement select) throws SQLException {
        List<Room> rooms = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rooms.add(new Room(
                        found.getLong(1),
                        new RoomName(found.getString(2)),
                        found.getLong(3),
                        found.getLong(4),
                        Instant.ofEpochMilli(found.getLong(5))));
            }
        }
        return rooms;
    }

    /** Some of a room's oldest entries. */
    static List<Place> places(Connection connection, long room, long from, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select seq, sent_at from parley_entry where room = ? and seq >= ? order by room, seq limit ?")) {
            select.setLong(1, room);
            select.setLong(2, from);
            select.setInt(3, most);
            List<Place> places = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    places.add(new Place(found.getLong(1), Instant.ofEpochMilli(found.getLong(2))));
                }
            }
            return places;
        }
    }

    /** Takes away what is below a new oldest entry. */
    static void remove(Connection connection, long room, long oldest, Instant oldestAt) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update parley_room set oldest = ?, oldest_at = ? where id = ?")) {
            update.setLong(1, oldest);
            update.setLong(2, oldestAt.toEpochMilli());
            update.setLong(3, room);
            update.executeUpdate();
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from parley_entry where room = ? and seq < ?")) {
            delete.setLong(1, room);
            delete.setLong(2, oldest);
            delete.executeUpdate();
        }
    }
}
