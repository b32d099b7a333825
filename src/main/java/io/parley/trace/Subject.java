package io.parley.trace;

import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import io.parley.session.Connection;

/** Whose frames are kept. */
public sealed interface Subject {

    /**
     * Whether that is one of those.
     *
     * @param connection may be about to end
     * @return at this moment: where it is may change
     */
    boolean covers(Connection connection);

    /**
     * One connection.
     *
     * @param id its id
     */
    record OneConnection(String id) implements Subject {

        @Override
        public boolean covers(Connection connection) {
            return connection.id().equals(id);
        }
    }

    /**
     * All connections of a user, also those that are still to come.
     *
     * @param user who
     */
    record OfUser(UserKey user) implements Subject {

        @Override
        public boolean covers(Connection connection) {
            return connection.user().key().equals(user);
        }
    }

    /**
     * All that are in a room or join it, and go on when they leave it.
     *
     * @param room which
     */
    record InRoom(RoomName room) implements Subject {

        @Override
        public boolean covers(Connection connection) {
            return connection.rooms().contains(room);
        }
    }

    /**
     * Some of all connections, evenly, by their ids.
     *
     * @param oneIn of so many, 1 or more
     */
    record Sample(int oneIn) implements Subject {

        @Override
        public boolean covers(Connection connection) {
            return Math.floorMod(connection.id().hashCode(), oneIn) == 0;
        }
    }
}
