package io.parley.room;

import io.parley.protocol.RoomName;

/**
 * Port: is told what happens in rooms, in each room's order. What a room calls, it calls under its lock: that must only
 * hand over to another thread, and must not throw.
 *
 * <p>Each life of a room on this node is told as one {@link #appeared}, then what happens in it, then one
 * {@link #ended}; only then another life may begin.
 */
public interface RoomListener {

    /**
     * A room was made on this node; its log is still to be opened.
     *
     * @param room which
     */
    void appeared(RoomName room);

    /**
     * A room has ended on this node, because nobody needed it for a while, or because its log could not be opened.
     *
     * @param room which
     */
    void ended(RoomName room);

    /**
     * A user came, to whatever node.
     *
     * @param event who and where
     */
    void joined(Joined event);

    /**
     * A user went, from whatever node.
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
