package io.parley.room;

import io.parley.log.Appended;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The rooms of this node, for an application to inject. Rooms appear on first use and disappear when they have been
 * empty for a while ({@code parley.rooms.idle}). May be used by any thread; nothing blocks.
 */
public interface Rooms {

    /**
     * Looks a room up.
     *
     * @param name which
     * @return the room, where it is alive on this node
     */
    Optional<Room> find(RoomName name);

    /**
     * Appends a message to a room's log and sends it to the members, in the room's one order.
     *
     * @param publication what, where, and in whose name
     * @return completes when the message is stored; fails with {@link io.parley.log.LogUnavailableException} where
     *     nothing was stored, or nobody can tell
     * @throws IllegalArgumentException if the text is empty, or text or data are over the limits or malformed
     */
    CompletionStage<Appended> publish(Publication publication);
}
