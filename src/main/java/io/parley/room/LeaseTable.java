package io.parley.room;

import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the {@link LocalLeases} of one process share: one node's, and in tests those of many. It holds as much as there
 * are leases and followers. May be used by any thread; a room's leases are touched only within the map's atomic
 * operations, and are there as long as somebody holds or follows.
 */
public final class LeaseTable {

    private final Map<RoomName, RoomLeases> rooms = new ConcurrentHashMap<>();
    private final Map<LocalLeases, Instant> goodUntil = new ConcurrentHashMap<>();

    /** Nobody is present anywhere. */
    public LeaseTable() {}

    void change(RoomName room, Consumer<RoomLeases> change) {
        rooms.compute(room, (name, known) -> {
            RoomLeases leases = known == null ? new RoomLeases() : known;
            change.accept(leases);
            return leases.isEmpty() ? null : leases;
        });
    }

    /** All leases of a node are good until then. */
    void renew(LocalLeases node, Instant until) {
        goodUntil.put(node, until);
    }

    /** Takes away the leases of the nodes that have not renewed them in time. */
    void endOverdue(Instant now) {
        goodUntil.forEach((node, until) -> {
            if (!until.isAfter(now) && goodUntil.remove(node, until)) {
                rooms.keySet().forEach(room -> change(room, leases -> leases.giveUp(node)));
            }
        });
    }

    /** How many rooms somebody holds leases in, or follows. */
    int size() {
        return rooms.size();
    }
}
