package io.parley.room;

import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import java.util.Optional;

/**
 * A room that is alive on this node, for the application to look at. May be used by any thread; answers are of the
 * moment and nothing blocks. A room that has disappeared answers as an empty one.
 */
public interface Room {

    /**
     * The room's name.
     *
     * @return never null
     */
    RoomName name();

    /**
     * How many users are in the room: a user with three connections counts once.
     *
     * @return 0 or more
     */
    int members();

    /**
     * A page of the users in the room, and their number, of one moment.
     *
     * @param after names behind this one, or empty for the first page
     * @param limit how many at most, 0 or more
     * @return never null
     * @throws IllegalArgumentException if the limit is negative
     */
    UserPage users(Optional<String> after, int limit);

    /**
     * The newest entry that was handed to the members.
     *
     * @return empty as long as the room's log is being opened
     */
    Optional<Position> position();
}
