package io.parley.log.memory;

import io.parley.protocol.RoomName;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes round the rooms, a few at a time. The largest of a few is not the largest of all, but it is found in the same
 * short time however many rooms there are, and every room has its turn.
 *
 * <p>Not thread-safe: guarded by the {@link RoomTable} that owns it.
 */
final class RoomSampler {

    private static final int SAMPLE = 8;

    private final ConcurrentMap<RoomName, MemoryRoom> rooms;
    private Iterator<Map.Entry<RoomName, MemoryRoom>> round = Collections.emptyIterator();

    RoomSampler(ConcurrentMap<RoomName, MemoryRoom> rooms) {
        this.rooms = rooms;
    }

    /** That of the next few rooms which has the most to give; empty where none of them has anything. */
    Optional<Map.Entry<RoomName, MemoryRoom>> largest() {
        Map.@Nullable Entry<RoomName, MemoryRoom> largest = null;
        long most = 0;
        for (int i = 0; i < SAMPLE && hasNext(); i++) {
            Map.Entry<RoomName, MemoryRoom> next = round.next();
            long bytes = next.getValue().spareBytes();
            if (bytes > most) {
                most = bytes;
                largest = next;
            }
        }
        return Optional.ofNullable(largest);
    }

    private boolean hasNext() {
        if (!round.hasNext()) {
            round = rooms.entrySet().iterator();
        }
        return round.hasNext();
    }
}
