package io.parley.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements on {@code parley_key}. */
final class KeySql {

    /** So many digests in one statement. */
    private static final int DIGESTS = 50;

    /** Each digest by itself: for a list of them, H2 would go through all keys of the room. */
    private static final String SELECT =
            "select digest, uid, seq, sent_at from parley_key where room = ? and digest = ?";

    private static final String DELETE = "delete from parley_key where room = ? and digest = ? and sent_at < ?";

    private KeySql() {}

    /**
     * What was stored under a key.
     *
     * @param uid of the entry
     * @param seq of the entry
     * @param sentAt when it was stored
     */
    record Stored(String uid, long seq, Instant sentAt) {}

    /** Those of the keys that are there, whether their window is over or not. */
    static Map<KeyDigest, Stored> find(Connection connection, long room, Collection<KeyDigest> digests)
            throws SQLException {
        Map<KeyDigest, Stored> stored = new HashMap<>();
        List<KeyDigest> all = List.copyOf(digests);
        for (int from = 0; from < all.size(); from += DIGESTS) {
            findSome(connection, room, all.subList(from, Math.min(from + DIGESTS, all.size())), stored);
        }
        return stored;
    }

    private static void findSome(
            Connection connection, long room, List<KeyDigest> digests, Map<KeyDigest, Stored> stored)
            throws SQLException {
        String all = String.join(" union all ", Collections.nCopies(digests.size(), SELECT));
        try (PreparedStatement select = connection.prepareStatement(all)) {
            for (int i = 0; i < digests.size(); i++) {
                select.setLong(2 * i + 1, room);
                select.setBytes(2 * i + 2, digests.get(i).toBytes());
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    stored.put(
                            KeyDigest.of(found.getBytes(1)),
                            new Stored(found.getString(2), found.getLong(3), Instant.ofEpochMilli(found.getLong(4))));
                }
            }
        }
    }

    /** Forgets keys of a room, unless they have been stored anew since a time. */
    static void delete(Connection connection, long room, Collection<KeyDigest> digests, Instant since)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            for (KeyDigest digest : digests) {
                addDelete(delete, room, digest.toBytes(), since);
            }
            delete.executeBatch();
        }
    }

    private static void addDelete(PreparedStatement delete, long room, byte[] digest, Instant since)
            throws SQLException {
        delete.setLong(1, room);
        delete.setBytes(2, digest);
        delete.setLong(3, since.toEpochMilli());
        delete.addBatch();
    }

    /**
     * Remembers the keys of new entries, unless one is there already.
     *
     * @return whether all of them were new; else all that was written has to be rolled back
     */
    static boolean insert(Connection connection, Collection<Claim> claims) throws SQLException {
        if (claims.stream().allMatch(claim -> claim.newKeys().isEmpty())) {
            return true;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into parley_key (room, digest, uid, seq, sent_at) select ?, ?, ?, ?, ?"
                        + " where not exists (select 1 from parley_key where room = ? and digest = ?)")) {
            for (Claim claim : claims) {
                for (Map.Entry<KeyDigest, Stored> key : claim.newKeys().entrySet()) {
                    set(insert, claim.before().id(), key.getKey(), key.getValue());
                    insert.addBatch();
                }
            }
            return Batches.allChanged(insert.executeBatch());
        }
    }

    private static void set(PreparedStatement insert, long room, KeyDigest digest, Stored stored) throws SQLException {
        byte[] bytes = digest.toBytes();
        insert.setLong(1, room);
        insert.setBytes(2, bytes);
        insert.setString(3, stored.uid());
        insert.setLong(4, stored.seq());
        insert.setLong(5, stored.sentAt().toEpochMilli());
        insert.setLong(6, room);
        insert.setBytes(7, bytes);
    }

    /**
     * Forgets some keys whose entry was stored before a time, in any room.
     *
     * @return how many they were
     */
    static int expire(Connection connection, Instant before, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select room, digest from parley_key where sent_at < ? order by sent_at limit ?");
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            select.setLong(1, before.toEpochMilli());
            select.setInt(2, most);
            int all = 0;
            try (ResultSet found = select.executeQuery()) {
                for (; found.next(); all++) {
                    addDelete(delete, found.getLong(1), found.getBytes(2), before);
                }
            }
            delete.executeBatch();
            return all;
        }
    }
}
