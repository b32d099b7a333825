package io.parley.log;

import io.parley.protocol.RoomName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Port: the ordered logs of all rooms. A room's log begins with its first use; its entries have the seq 1, 2, 3, ...
 * without gaps, in one order for every reader and subscriber on every node. The writer of an entry may be another node.
 *
 * <p>All methods may be called by any thread and never block. Stages complete, and listeners are called, on a thread of
 * the engine's choice, which may be the caller's before the method has returned. Stages fail with
 * {@link LogUnavailableException} only.
 */
public interface RoomLog {

    /**
     * Stores a draft as the room's next entry, or finds the entry that the same user stored in this room under the same
     * key within the window. A draft whose key is just being stored waits for that outcome. The entry's {@code sentAt}
     * has milliseconds and is never before that of the entry before it.
     *
     * <p>The stage completes once the entry is as durable as the engine promises. Whether subscribers have it by then
     * is open.
     *
     * @param room which
     * @param draft what
     * @return the entry and whether it was there before
     */
    CompletionStage<Appended> append(RoomName room, Draft draft);

    /**
     * Reads entries. What lies outside of the log is left out. The epoch that is told for a room never used is the one
     * that its log begins with, unless the engine ends that life first.
     *
     * @param room which
     * @param range which entries
     * @return the entries and the log's extent at that moment
     */
    CompletionStage<Page> read(RoomName room, Range range);

    /**
     * Follows a room's log. The listener is first told where it starts, then gets every entry above that, in seq order,
     * each once, one call at a time. An entry whose append begins after this method has returned is above the start, or
     * can be read once its append has completed.
     *
     * @param room which
     * @param listener must be quick and must not throw
     * @return the subscription, when it stands; where the stage fails the listener is never called again
     */
    CompletionStage<Subscription> subscribe(RoomName room, Listener listener);

    /** Receives the entries of one room, one call at a time. */
    interface Listener {

        /**
         * Always the first call.
         *
         * @param start the log's extent just before the first entry that follows
         */
        void started(Head start);

        /**
         * The next entries: those that had come when it was their turn.
         *
         * @param entries at least one; the seq of each follows that of the one before, or the start's newest
         */
        void entries(List<Entry> entries);

        /**
         * Always the last call: entries that follow could only be told with a gap, or contradict what was told. Whoever
         * needs more subscribes anew.
         */
        void broken();
    }

    /** A listener's hold on a room's log. */
    @FunctionalInterface
    interface Subscription {

        /** Ends it, at once and for ever; a call to the listener that is under way is not waited for. */
        void end();
    }
}
