package io.parley.log.jdbc;

import io.parley.protocol.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The statements on {@code parley_room} and {@code parley_life}. */
final class RoomSql {

    /** So many names in one statement. */
    private static final int NAMES = 200;

    private RoomSql() {}

    /** A room; one never used is at the epoch that it will begin with. */
    static RoomRow find(Connection connection, RoomName name) throws SQLException {
        RoomRow row = find(connection, List.of(name)).get(name);
        return row == null ? RoomRow.unused(lifeEpoch(connection)) : row;
    }

    /** Those of the rooms that have a row. */
    static Map<RoomName, RoomRow> find(Connection connection, Collection<RoomName> names) throws SQLException {
        return select(connection, List.copyOf(names), "");
    }

    /** Locks rooms until the end of the transaction, in the same order on every node. They have to be there. */
    static Map<RoomName, RoomRow> lock(Connection connection, Collection<RoomName> names) throws SQLException {
        List<RoomName> byId = find(connection, names).entrySet().stream()
                .sorted(Comparator.comparingLong(room -> room.getValue().id()))
                .map(Map.Entry::getKey)
                .toList();
        Map<RoomName, RoomRow> locked = select(connection, byId, " order by id for update");
        if (locked.size() < names.size()) {
            throw new SQLException("a room has vanished", "40000");
        }
        return locked;
    }

    /** Makes those of the rooms that have no row; how many they were. */
    static int make(Connection connection, Collection<RoomName> names) throws SQLException {
        Map<RoomName, RoomRow> present = find(connection, names);
        List<RoomName> missing = names.stream()
                .filter(name -> !present.containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            insert(connection, missing);
        }
        return missing.size();
    }

    /** Begins another life of a room's log; how many rooms that are. */
    static int renewEpoch(Connection connection, long id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update parley_room set epoch = ? where id = ?")) {
            update.setString(1, Epoch.random());
            update.setLong(2, id);
            return update.executeUpdate();
        }
    }

    private static Map<RoomName, RoomRow> select(Connection connection, List<RoomName> names, String suffix)
            throws SQLException {
        Map<RoomName, RoomRow> rows = new HashMap<>();
        for (int from = 0; from < names.size(); from += NAMES) {
            List<RoomName> some = names.subList(from, Math.min(from + NAMES, names.size()));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            try (PreparedStatement select =
                    connection.prepareStatement("select name, id, epoch, newest, newest_at, oldest, revision"
                            + " from parley_room where name in (" + marks + ")" + suffix)) {
                for (int i = 0; i < some.size(); i++) {
                    select.setString(i + 1, some.get(i).value());
                }
                collect(select, rows);
            }
        }
        return rows;
    }

    private static void collect(PreparedStatement select, Map<RoomName, RoomRow> rows) throws SQLException {
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows.put(
                        new RoomName(found.getString(1)),
                        new RoomRow(
                                found.getLong(2),
                                found.getString(3),
                                found.getLong(4),
                                Instant.ofEpochMilli(found.getLong(5)),
                                found.getLong(6),
                                found.getLong(7)));
            }
        }
    }

    private static void insert(Connection connection, List<RoomName> names) throws SQLException {
        String epoch = lifeEpoch(connection);
        try (PreparedStatement insert = connection.prepareStatement("insert into parley_room"
                + " (name, epoch, newest, newest_at, oldest, oldest_at, revision) values (?, ?, 0, 0, 1, 0, 0)")) {
            for (RoomName name : names) {
                insert.setString(1, name.value());
                insert.setString(2, epoch);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Lets rooms grow: from what the claim has read, so that who has read too early, or before entries have changed,
     * writes nothing.
     *
     * @return whether all of them were as they had been read; what was written in vain has to be rolled back
     */
    static boolean grow(Connection connection, Collection<Claim> claims) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update parley_room set newest = ?, newest_at = ?"
                + " where id = ? and newest = ? and epoch = ? and revision = ?")) {
            for (Claim claim : claims) {
                RoomRow after = claim.after();
                update.setLong(1, after.newest());
                update.setLong(2, after.newestAt().toEpochMilli());
                update.setLong(3, after.id());
                update.setLong(4, claim.before().newest());
                update.setString(5, claim.before().epoch());
                update.setLong(6, claim.before().revision());
                update.addBatch();
            }
            return Batches.allChanged(update.executeBatch());
        }
    }

    /** Waits for everybody who appends to a room, and locks it. */
    static void lockOne(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select newest from parley_room where id = ? for update")) {
            select.setLong(1, id);
            try (ResultSet found = select.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("the room cannot be seen");
                }
            }
        }
    }

    /** The epoch of rooms to come. */
    private static String lifeEpoch(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select epoch from parley_life");
                ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("parley_life has no row: it was made with the schema, and must not be deleted");
            }
            return Objects.requireNonNull(found.getString(1));
        }
    }
}
