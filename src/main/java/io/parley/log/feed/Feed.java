package io.parley.log.feed;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnavailableException;
import io.parley.log.RoomLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Who follows a room's log, and what waits to be told to them, in order.
 *
 * <p>Subscribers come and go, and entries are added, under the lock of the room that owns this, which makes the order.
 * {@link #handOut} is for any thread, without any lock; {@link #isFollowed} for any.
 */
public final class Feed {

    /** So many calls to listeners may wait to be handed out; beyond that there is no place. */
    private static final int MAX_WAITING = 4_096;

    /** Where entries of 16 MiB wait to be handed out there is no place, either. */
    private static final long MAX_WAITING_BYTES = 16L << 20;

    private final HandOut handOut;

    /** An immutable list, replaced under the owner's lock and read by anyone. */
    private volatile List<Subscriber> subscribers = List.of();

    /**
     * Nobody follows yet.
     *
     * @param executor goes on where a thread that hands out has done so for long enough; runs tasks later or elsewhere,
     *     not within the call
     */
    public Feed(Executor executor) {
        this.handOut = new HandOut(MAX_WAITING, MAX_WAITING_BYTES, executor);
    }

    /**
     * Whether anybody follows.
     *
     * @return true where there are subscribers
     */
    public boolean isFollowed() {
        return !subscribers.isEmpty();
    }

    /**
     * Adds a subscriber, who will get every entry from now on. The first call waits to be handed out.
     *
     * @param subscriber who
     * @param start what the first call says
     * @throws LogUnavailableException where too much waits already
     */
    public void add(Subscriber subscriber, Head start) {
        requirePlace();
        handOut.add(new HandOut.Call(List.of(subscriber), listener -> listener.started(start)));
        List<Subscriber> more = new ArrayList<>(subscribers);
        more.add(subscriber);
        subscribers = List.copyOf(more);
    }

    /**
     * Removes a subscriber.
     *
     * @param subscriber who
     * @return whether it was the last one; false too where it had been removed before
     */
    public boolean remove(Subscriber subscriber) {
        List<Subscriber> fewer = new ArrayList<>(subscribers);
        boolean removed = fewer.remove(subscriber);
        subscribers = List.copyOf(fewer);
        return removed && fewer.isEmpty();
    }

    /**
     * Lets an entry wait to be handed out to all who follow now.
     *
     * @param entry the next one
     * @param sizeBytes what it keeps in memory
     */
    public void add(Entry entry, int sizeBytes) {
        if (isFollowed()) {
            handOut.add(new HandOut.Handed(subscribers, sizeBytes, entry));
        }
    }

    /** Tells all who follow now that nothing more comes, when what waits has been handed out, and lets them go. */
    public void breakOff() {
        List<Subscriber> all = subscribers;
        handOut.add(new HandOut.Call(all, RoomLog.Listener::broken));
        subscribers = List.of();
    }

    /**
     * Whether listeners are not too far behind.
     *
     * @return false where too much waits to be handed out
     */
    public boolean hasPlace() {
        return !handOut.isFull();
    }

    /**
     * Checks that listeners are not too far behind.
     *
     * @throws LogUnavailableException where too much waits to be handed out
     */
    public void requirePlace() {
        if (!hasPlace()) {
            throw new LogUnavailableException("too many messages of the room are on their way", false);
        }
    }

    /** Hands out what waits, for one turn, on this thread unless another is at it. */
    public void handOut() {
        handOut.run();
    }
}
