package io.parley.session;

import io.parley.frame.inspection.FrameCounts;
import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The connections of this node that are open, for an application to inject. May be used by any thread; answers are of
 * the moment, and nothing blocks.
 */
public interface Connections {

    /**
     * Looks one up.
     *
     * @param id its id
     * @return the connection, where it is open
     */
    Optional<Connection> find(String id);

    /**
     * All of them.
     *
     * @return in no order; those that come or go meanwhile may be in it or not
     */
    Collection<Connection> all();

    /**
     * Those of a user.
     *
     * @param user who
     * @return oldest first
     */
    List<Connection> ofUser(UserKey user);

    /**
     * Those that are in a room.
     *
     * @param room which
     * @return in the order in which they came
     */
    List<Connection> inRoom(RoomName room);

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    int count();

    /**
     * How long pings took to come back, over all connections, closed ones included.
     *
     * @return the figures of this moment
     */
    RoundTrips.Summary roundTrips();

    /**
     * How much the server has to do.
     *
     * @return as of the last look, at most a second ago
     */
    Load load();

    /**
     * The frames that have gone through all connections, closed ones included.
     *
     * @return the counts of this moment, which takes a moment for each connection; all 0 where the server does not let
     *     frames be seen
     */
    FrameCounts frames();
}
