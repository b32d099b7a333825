package io.parley.room;

/**
 * Port: is told what happens in rooms, in each room's order. What a room calls, it calls under its lock: that must only
 * hand over to another thread, as {@link ObserverQueue} does, and must not throw.
 */
public interface RoomListener {

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
}
