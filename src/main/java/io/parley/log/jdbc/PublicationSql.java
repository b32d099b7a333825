package io.parley.log.jdbc;

import io.parley.log.publication.WrittenPublication;
import io.parley.protocol.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements on {@code parley_publication} and {@code parley_refused_publication}. */
final class PublicationSql {

    /** So many keys in one statement. */
    private static final int IDS = 200;

    private static final String COLUMNS =
            "id, uid, room, user_kind, user_id, user_name, client_key, body, data, written_at";

    private PublicationSql() {}

    /**
     * The oldest ones that are not for certain rooms, in the order of their keys; of long texts only so many
     * characters.
     */
    static List<WrittenPublication> oldest(Connection connection, int most, int mostChars, Set<String> leftOut)
            throws SQLException {
        String condition = leftOut.isEmpty() ? "" : " where room not in (" + marks(leftOut.size()) + ")";
        try (PreparedStatement select = connection.prepareStatement("select id, uid, room, user_kind, user_id,"
                + " user_name, client_key, substring(body from 1 for ?), substring(data from 1 for ?), written_at"
                + " from parley_publication" + condition + " order by id limit ?")) {
            select.setInt(1, mostChars);
            select.setInt(2, mostChars);
            int next = 3;
            for (String room : leftOut) {
                select.setString(next++, room);
            }
            select.setInt(next, most);
            List<WrittenPublication> publications = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    publications.add(publication(row));
                }
            }
            return publications;
        }
    }

    private static String marks(int many) {
        return String.join(", ", Collections.nCopies(many, "?"));
    }

    private static WrittenPublication publication(ResultSet row) throws SQLException {
        return new WrittenPublication(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                new WrittenPublication.Author(row.getString(4), row.getString(5), row.getString(6)),
                Optional.ofNullable(row.getString(7)),
                row.getString(8),
                Optional.ofNullable(row.getString(9)),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }

    /** How many there are, at most so many. */
    static int count(Connection connection, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from (select 1 as one from parley_publication limit ?) few")) {
            select.setInt(1, most);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getInt(1) : 0;
            }
        }
    }

    /** Those of some that are there; nobody else takes them before the end of the transaction. */
    static Set<Long> lock(Connection connection, List<Long> ids) throws SQLException {
        Set<Long> present = new HashSet<>();
        for (int from = 0; from < ids.size(); from += IDS) {
            List<Long> some = ids.subList(from, Math.min(from + IDS, ids.size()));
            try (PreparedStatement select =
                    connection.prepareStatement("select id from parley_publication where id in (" + marks(some.size())
                            + ") order by id for update")) {
                for (int i = 0; i < some.size(); i++) {
                    select.setLong(i + 1, some.get(i));
                }
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        present.add(found.getLong(1));
                    }
                }
            }
        }
        return present;
    }

    /**
     * Takes publications away.
     *
     * @return whether all of them were there
     */
    static boolean take(Connection connection, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return true;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from parley_publication where id = ?")) {
            for (long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            return Batches.allChanged(delete.executeBatch());
        }
    }

    /** Deletes publications that were set aside before a time; how many they were. */
    static int forgetSetAside(Connection connection, Instant before, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from parley_refused_publication where id in"
                + " (select id from parley_refused_publication where refused_at < ? order by refused_at limit ?)")) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }

    /** Deletes a user's words that are in no room: some of those that were set aside, or wait; how many they were. */
    static int erase(Connection connection, UserKey user, int most) throws SQLException {
        return erase(connection, "parley_publication", user, most)
                + erase(connection, "parley_refused_publication", user, most);
    }

    private static int erase(Connection connection, String table, UserKey user, int most) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table + " where id in (select id from " + table
                        + " where user_id = ? and user_kind = ? order by id limit ?)")) {
            delete.setString(1, user.id());
            delete.setString(2, user.kind().name());
            delete.setInt(3, most);
            return delete.executeUpdate();
        }
    }

    private static void forgetSetAside(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from parley_refused_publication where id = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }

    /** Sets a publication aside, with the reason why, unless it is gone or another node does the same. */
    static void setAside(Connection connection, long id, String reason) throws SQLException {
        if (lock(connection, List.of(id)).isEmpty()) {
            return;
        }
        // Somebody may have written it again under the same key
        forgetSetAside(connection, id);
        try (PreparedStatement copy = connection.prepareStatement("insert into parley_refused_publication (" + COLUMNS
                + ", reason) select " + COLUMNS + ", ? from parley_publication where id = ?")) {
            copy.setString(1, reason);
            copy.setLong(2, id);
            copy.executeUpdate();
        }
        take(connection, List.of(id));
    }
}
