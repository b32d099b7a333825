package io.parley.log.memory;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.feed.Feed;
import io.parley.log.feed.MemoryBudget;
import io.parley.log.feed.RoomRing;
import io.parley.log.feed.Subscriber;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.UserKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One life of one room's log: its lock, and the rules for what happens under it.
 *
 * <p>Subscribers come and go, and the room is dropped, only under the lock of the {@link RoomTable}, which is always
 * taken first. All else may be called by any thread; {@link #handOut} without any lock.
 */
final class MemoryRoom {

    private final String epoch;
    private final InstantSource clock;
    private final Feed feed;

    /** Guarded by this. */
    private final RoomRing ring;

    /** Guarded by this. */
    private final KeyMemory keys;

    /** Guarded by this. */
    private Instant newestAt = Instant.MIN;

    /** Guarded by this. */
    private boolean dropped;

    MemoryRoom(String epoch, MemoryLogSettings settings, InstantSource clock, MemoryBudget budget, Executor executor) {
        this.epoch = epoch;
        this.clock = clock;
        this.feed = new Feed(executor);
        this.ring = new RoomRing(settings.entries(), settings.bytes(), budget);
        this.keys = new KeyMemory(settings.keys(), settings.dedupe(), budget);
    }

    /**
     * Stores a draft, or finds its duplicate. What this adds waits for {@link #handOut}.
     *
     * @return empty where this log has been dropped, so that the draft belongs into the one that follows it
     * @throws LogUnavailableException where a bound has been reached
     */
    synchronized Optional<Appended> append(Draft draft) {
        if (dropped) {
            return Optional.empty();
        }
        Instant now = now();
        keys.forgetUntil(now);
        return Optional.of(draft.key()
                .flatMap(key -> keys.find(draft.from().key(), key))
                .map(first -> new Appended(entry(first.uid(), first.seq(), draft, first.sentAt()), true))
                .orElseGet(() -> new Appended(store(draft, now), false)));
    }

    /** Reads entries. */
    synchronized Page read(Range range) {
        return new Page(head(), ring.read(range));
    }

    /** Erases what a user has said, but for what waits to be handed out; tells how many entries had words. */
    synchronized long erase(UserKey user) {
        return ring.change(entry -> {
            boolean has = entry.message().from().key().equals(user)
                    && !entry.message().body().isErased();
            return has ? Optional.of(entry.erased()) : Optional.empty();
        });
    }

    /** Hands out what waits, for one turn, on this thread unless another is at it. */
    void handOut() {
        feed.handOut();
    }

    /** Whether it has subscribers. */
    boolean isFollowed() {
        return feed.isFollowed();
    }

    /**
     * Adds a subscriber, who will get every entry from now on. The first call waits to be handed out.
     *
     * @throws LogUnavailableException where too much waits already
     */
    synchronized void add(Subscriber subscriber) {
        feed.add(subscriber, head());
    }

    /**
     * Removes a subscriber.
     *
     * @return whether it was the last one; false too where it had been removed before
     */
    synchronized boolean remove(Subscriber subscriber) {
        return feed.remove(subscriber);
    }

    /**
     * Forgets the keys whose window is over, and tells how much more there would be to give: where it is followed, by
     * {@link #trim}; else by {@link #drop}.
     */
    synchronized long spareBytes() {
        keys.forgetUntil(now());
        return ring.countedBytes() + (isFollowed() ? 0 : keys.countedBytes());
    }

    /**
     * Gives up the older half of the entries that can be read, in the end the newest too. What waits to be handed out
     * is handed out all the same, and no key is forgotten.
     *
     * @return whether there was any
     */
    synchronized boolean trim() {
        return ring.trim();
    }

    /** Ends this log: nothing more is ever stored in it, and what was is gone. */
    synchronized void drop() {
        dropped = true;
        ring.clear();
        keys.clear();
    }

    /**
     * Ends this log if nothing has ever been stored in it.
     *
     * @return whether it has ended
     */
    synchronized boolean dropIfUnused() {
        dropped = ring.newest() == 0;
        return dropped;
    }

    private Entry store(Draft draft, Instant now) {
        if (isFollowed()) {
            feed.requirePlace();
        }
        Entry entry = entry(draft.uid(), ring.newest() + 1, draft, now);
        draft.key().ifPresent(key -> remember(key, draft, entry));
        int bytes = entry.message().sizeBytes();
        ring.add(entry, bytes);
        newestAt = now;
        feed.add(entry, bytes);
        return entry;
    }

    private static Entry entry(String uid, long seq, Draft draft, Instant sentAt) {
        return new Entry(uid, new ChatMessage(seq, draft.id(), draft.from(), draft.body(), sentAt));
    }

    private void remember(String key, Draft draft, Entry entry) {
        if (!keys.remember(draft.from().key(), key, entry)) {
            throw new LogUnavailableException("there have been too many messages within a short time", false);
        }
    }

    private Head head() {
        return new Head(epoch, ring.oldest(), ring.newest());
    }

    /** The clock's time in milliseconds, but never before the newest entry's. */
    private Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(newestAt) ? newestAt : now;
    }
}
