package io.parley.chat;

import io.parley.protocol.ErrorCode;
import io.parley.protocol.RoomName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rooms of one connection. May be used by any thread; fields are guarded by this. */
final class Memberships {

    /** One stay in a room: leaving and joining again makes another one. */
    static final class Stay {}

    /** Most connections are in one room: as long as it is no more, this never changes, and takes little memory. */
    private Map<RoomName, Stay> rooms = Map.of();

    private final int limit;
    private boolean ended;

    Memberships(int limit) {
        this.limit = limit;
    }

    /** Notes that the connection joins. */
    synchronized Stay begin(RoomName room) {
        if (rooms.containsKey(room)) {
            throw new RefusedException(ErrorCode.ALREADY_JOINED, "already in " + room);
        }
        if (ended) {
            throw new RefusedException(ErrorCode.UNAVAILABLE, "the connection has ended");
        }
        if (rooms.size() >= limit) {
            throw new RefusedException(ErrorCode.TOO_MANY_ROOMS, "a connection may be in at most " + limit + " rooms");
        }
        Stay stay = new Stay();
        if (rooms.isEmpty()) {
            rooms = Map.of(room, stay);
        } else {
            rooms = rooms.size() == 1 ? new HashMap<>(rooms) : rooms;
            rooms.put(room, stay);
        }
        return stay;
    }

    /** The rooms that it is in, or about to be. */
    synchronized Set<RoomName> names() {
        return Set.copyOf(rooms.keySet());
    }

    /** Notes that the connection has left. */
    synchronized void end(RoomName room) {
        @Nullable Stay stay = rooms.get(room);
        if (stay != null) {
            fail(room, stay);
        }
    }

    /** Notes that joining failed; does nothing where that stay has ended already. */
    synchronized void fail(RoomName room, Stay stay) {
        if (rooms.size() > 1) {
            rooms.remove(room, stay);
        } else if (stay.equals(rooms.get(room))) {
            rooms = Map.of();
        }
    }

    /** Whether all stays were ended for good: a join that was under way then is to be undone. */
    synchronized boolean haveEnded() {
        return ended;
    }

    /** Ends all stays and allows no further one; the rooms that are to be left. */
    synchronized Set<RoomName> endAll() {
        ended = true;
        Set<RoomName> left = Set.copyOf(rooms.keySet());
        rooms = Map.of();
        return left;
    }

    /** The room that a command means: the named one, or the only one. The connection is in it. */
    synchronized RoomName meant(Optional<RoomName> named) {
        if (named.isPresent()) {
            if (!rooms.containsKey(named.get())) {
                throw new RefusedException(ErrorCode.NOT_JOINED, "not in " + named.get());
            }
            return named.get();
        }
        if (rooms.isEmpty()) {
            throw new RefusedException(ErrorCode.NOT_JOINED, "not in any room");
        }
        if (rooms.size() > 1) {
            throw new RefusedException(ErrorCode.BAD_REQUEST, "room is missing, and the connection is in several");
        }
        return rooms.keySet().iterator().next();
    }
}
