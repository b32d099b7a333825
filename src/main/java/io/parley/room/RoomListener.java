package io.parley.room;

import io.parley.protocol.RoomName;

/**
 * Port: is told what happens in rooms, in each room's order. What a room calls, it calls under its lock: that must only
 * hand over to another thread, and must not throw.
 */
public interface RoomListener {

    /**
     * A room has appeared: called once when the room is made on this node, before anything else of it.
     *
     * @param room which; a room of that name may have ended before
     */
    void appeared(RoomName room);

    /**
     * A user came.
     *
     * @param event who and where
     */
    void joined(Joined event);

    /**
     * A user went.
     *
     * @param event who and where
     */
    void left(Left event);

    /**
     * An entry was handed to the members.
     *
     * @param event what and where
     */
    void posted(Posted event);

    /**
     * A room is gone: called once when it has ended, after everything else of it.
     *
     * @param room which; one of that name may appear again, and only after this
     */
    void ended(RoomName room);
}
