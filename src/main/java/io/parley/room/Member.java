package io.parley.room;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.User;
import java.util.List;

/** Port: one connection, as a room sees it. Compared by identity; the same object in every room. Never blocks. */
public interface Member {

    /**
     * Who it is.
     *
     * @return the user, the same for the member's whole life
     */
    User user();

    /**
     * The id of its connection.
     *
     * @return the same for the member's whole life
     */
    String id();

    /**
     * Whether it wants to be told of presence and typing.
     *
     * @return false in plain mode, which gets messages only
     */
    boolean wantsPresence();

    /**
     * Whether so much waits for it already that what can be told later, and all at once, should be.
     *
     * @return true under pressure
     */
    boolean isPressed();

    /**
     * Puts events into the member's outbox, with nothing between them. Called under the room's lock: must only enqueue.
     * A {@link #flush} follows.
     *
     * @param events in order
     */
    void offer(List<EncodedEvent> events);

    /** Sends what was offered. Never called under a lock. */
    void flush();

    /** Its room cannot go on for it: it has to come back, and recover. Never called under a lock. */
    void cutOff();
}
