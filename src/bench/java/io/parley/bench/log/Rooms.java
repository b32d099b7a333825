package io.parley.bench.log;

import io.parley.protocol.RoomName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rooms of one trial, which nobody has used before.
 *
 * @param ids in the database
 * @param names in the same order
 */
record Rooms(List<Long> ids, List<RoomName> names) {

    /** Fills are committed in pieces of so many. */
    private static final long PIECE = 100_000;

    static Rooms make(BenchDatabase database, int count) throws SQLException {
        String prefix = UUID.randomUUID().toString();
        List<Long> ids = new ArrayList<>();
        List<RoomName> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RoomName name = new RoomName(prefix + "-" + i);
            database.execute("insert into parley_room (name, epoch, newest, newest_at, oldest, oldest_at, revision)"
                    + " select '" + name.value() + "', epoch, 0, 0, 1, 0, 0 from parley_life");
            names.add(name);
            ids.add(Long.parseLong(database.ask("select id from parley_room where name = '" + name.value() + "'")));
        }
        return new Rooms(ids, names);
    }

    /** One room with many entries. */
    static Rooms fill(BenchDatabase database, long entries) throws SQLException {
        Rooms rooms = make(database, 1);
        for (long from = 1; from <= entries; from += PIECE) {
            long to = Math.min(entries, from + PIECE - 1);
            database.execute("insert into parley_entry"
                    + " (room, seq, uid, sent_at, user_kind, user_id, user_name, client_key, body, data)"
                    + " select " + rooms.id(0) + ", n, concat('filled', n), 1700000000000 + n, 'PRINCIPAL',"
                    + " concat('sender', mod(n, 100)), concat('sender', mod(n, 100)), null, '" + Words.TEXT + "', null"
                    + " from " + database.numbers(from, to));
        }
        database.execute("update parley_room set newest = " + entries + ", newest_at = 1700000000000 + " + entries
                + " where id = " + rooms.id(0));
        return rooms;
    }

    long id(int room) {
        return ids.get(room);
    }

    RoomName name(int room) {
        return names.get(room);
    }

    int count() {
        return names.size();
    }

    /** How many entries there are in all. */
    long entries(BenchDatabase database) throws SQLException {
        String all = ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        long entries = Long.parseLong(database.ask("select count(*) from parley_entry where room in " + all));
        long newest = Long.parseLong(database.ask("select sum(newest) from parley_room where id in " + all));
        if (entries != newest) {
            throw new IllegalStateException(entries + " entries, but the last places are " + newest + " in sum");
        }
        return entries;
    }
}
