package io.parley.session;

import io.parley.protocol.RoomName;
import java.util.Set;

/** Port: who speaks through a connection. May be called by any thread. */
public interface Speaker {

    /** Nobody yet. */
    Speaker NOBODY = new Speaker() {
        @Override
        public Set<RoomName> rooms() {
            return Set.of();
        }

        @Override
        public void ended(Ending ending) {
            // Nobody has to know
        }
    };

    /**
     * Where the connection is.
     *
     * @return the rooms that it has joined, or is about to
     */
    Set<RoomName> rooms();

    /**
     * The connection has ended. Called once, by whomever, and whether the container tells or not; outside of locks.
     *
     * @param ending how
     */
    void ended(Ending ending);
}
