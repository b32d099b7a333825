package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.util.concurrent.CompletionStage;

/**
 * Port: who is present in which room, on any node. Each node has one of its own, and holds a lease through it for every
 * user whom it has in a room; it renews all that it holds at a third of the lease's time. A user is present while any
 * node holds a lease, under the name that the first of those holders gave. When a node has died, its leases run out,
 * and are gone at the latest a third of their time after that.
 *
 * <p>All methods may be called by any thread but under no lock that a {@link Listener} takes, and never block. Calls
 * for one room and user must not overlap; they count in their order. Stages complete, and listeners are called, on a
 * thread of the engine's choice, which may be the caller's before the method has returned.
 */
public interface PresenceLeases {

    /**
     * Follows a room. The listener is first told who is present.
     *
     * @param room which
     * @param listener is told who comes and goes, on any node
     * @return the way to end it
     */
    Following follow(RoomName room, Listener listener);

    /**
     * Holds a lease for a user, from now on; the same user under another name takes that name. Whoever has lost a
     * lease, because it could not be renewed in time, is told by {@link Listener#gone} and holds it anew.
     *
     * @param room where
     * @param user who
     * @return completes when this node's listeners know of it, and of all that happened in the room before; never
     *     fails: what the engine cannot tell now it tells later
     */
    CompletionStage<Void> hold(RoomName room, User user);

    /**
     * Gives a lease up; does nothing where this node holds none.
     *
     * @param room where
     * @param user who
     * @return completes when this node's listeners know of it; never fails
     */
    CompletionStage<Void> giveUp(RoomName room, UserKey user);

    /**
     * Is told who is present in one room, one call at a time. Called under the engine's locks: must only take note, and
     * must not throw.
     */
    interface Listener {

        /**
         * A user is present who was not.
         *
         * @param user who, by the name that it has now
         */
        void came(User user);

        /**
         * A user is present no more, under this name.
         *
         * @param user as {@link #came} told
         */
        void gone(User user);
    }

    /** A listener's hold on a room. */
    @FunctionalInterface
    interface Following {

        /** Ends it; a call to the listener that is under way is not waited for. */
        void end();
    }
}
