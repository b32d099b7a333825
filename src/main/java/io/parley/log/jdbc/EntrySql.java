package io.parley.log.jdbc;

import io.parley.log.Entry;
import io.parley.log.Range;
import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on {@code parley_entry}. */
final class EntrySql {

    /** So many rows are read at once, so that a page of large ones takes little more memory than it may have bytes. */
    private static final int ROWS = 100;

    /**
     * Ordered as the primary key is, by its first column too: else H2 reads all up to the upper bound, and sorts it.
     */
    private static final String SELECT =
            "select seq, uid, sent_at, user_kind, user_id, user_name, client_key, body, data"
                    + " from parley_entry where room = ? and seq between ? and ? order by ";

    private static final String UPWARDS = SELECT + "room, seq limit ?";
    private static final String DOWNWARDS = SELECT + "room desc, seq desc limit ?";

    private EntrySql() {}

    /** Stores new entries, with the drafts' keys. */
    static void insert(Connection connection, Collection<Claim> claims) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into parley_entry (room, seq, uid, sent_at,"
                + " user_kind, user_id, user_name, client_key, body, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Claim claim : claims) {
                for (Entry entry : claim.entries()) {
                    set(insert, claim.before().id(), entry);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement insert, long room, Entry entry) throws SQLException {
        ChatMessage message = entry.message();
        insert.setLong(1, room);
        insert.setLong(2, message.seq());
        insert.setString(3, entry.uid());
        insert.setLong(4, message.sentAt().toEpochMilli());
        insert.setString(5, message.from().key().kind().name());
        insert.setString(6, SqlText.encode(message.from().key().id()));
        insert.setString(7, SqlText.encode(message.from().name()));
        setOptional(insert, 8, message.id().equals(entry.uid()) ? Optional.empty() : Optional.of(message.id()));
        insert.setString(9, SqlText.encode(message.body().text()));
        setOptional(insert, 10, message.body().data());
    }

    private static void setOptional(PreparedStatement insert, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            insert.setString(index, SqlText.encode(text.get()));
        } else {
            insert.setNull(index, Types.VARCHAR);
        }
    }

    /**
     * What a range selects of a room's entries; nothing below its oldest. From the newest on, each statement asks for
     * no more places than it may return: there are no gaps, and H2 reads no index backwards, it sorts all that is
     * between the bounds.
     */
    static List<Entry> read(Connection connection, RoomRow room, Range range) throws SQLException {
        boolean upwards = range.end() == Range.End.OLDEST;
        long low = Math.max(range.from(), room.oldest());
        long high = Math.min(range.to(), room.newest());
        PageOfEntries page = new PageOfEntries(range);
        try (PreparedStatement select = connection.prepareStatement(upwards ? UPWARDS : DOWNWARDS)) {
            while (low <= high && page.hasRoom()) {
                int rows = Math.min(ROWS, page.room());
                select.setLong(1, room.id());
                select.setLong(2, upwards ? low : Math.max(low, high - rows + 1));
                select.setLong(3, high);
                select.setInt(4, rows);
                if (!addAll(select, page)) {
                    break;
                }
                low = upwards ? page.last() + 1 : low;
                high = upwards ? high : page.last() - 1;
            }
        }
        return page.inOrder();
    }

    /** Whether there may be more. */
    private static boolean addAll(PreparedStatement select, PageOfEntries page) throws SQLException {
        int rows = 0;
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows++;
                if (!page.add(entry(found))) {
                    return false;
                }
            }
        }
        return rows > 0;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String uid = row.getString(2);
        User from = new User(
                new UserKey(UserKey.Kind.valueOf(row.getString(4)), SqlText.decode(row.getString(5))),
                SqlText.decode(row.getString(6)));
        Body body = new Body(SqlText.decode(row.getString(8)), optional(row.getString(9)));
        String id = optional(row.getString(7)).orElse(uid);
        return new Entry(uid, new ChatMessage(row.getLong(1), id, from, body, Instant.ofEpochMilli(row.getLong(3))));
    }

    private static Optional<String> optional(@Nullable String stored) {
        return Optional.ofNullable(stored).map(SqlText::decode);
    }

    /** Whether this very entry stands at its place. */
    static boolean stands(Connection connection, long room, Entry entry) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select uid from parley_entry where room = ? and seq = ?")) {
            select.setLong(1, room);
            select.setLong(2, entry.seq());
            try (ResultSet found = select.executeQuery()) {
                return found.next() && entry.uid().equals(found.getString(1));
            }
        }
    }

    /** A page while it is read, from one of its ends. */
    private static final class PageOfEntries {

        private final Range range;
        private final List<Entry> entries = new ArrayList<>();
        private long bytes;

        PageOfEntries(Range range) {
            this.range = range;
        }

        boolean hasRoom() {
            return room() > 0;
        }

        int room() {
            return range.maxEntries() - entries.size();
        }

        long last() {
            return entries.get(entries.size() - 1).seq();
        }

        /** Whether it had a place. */
        boolean add(Entry entry) {
            bytes += entry.message().sizeBytes();
            boolean fits = entries.isEmpty() || bytes <= range.maxBytes();
            if (fits) {
                entries.add(entry);
            }
            return fits;
        }

        List<Entry> inOrder() {
            if (range.end() == Range.End.NEWEST) {
                Collections.reverse(entries);
            }
            return List.copyOf(entries);
        }
    }
}
