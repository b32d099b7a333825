package io.parley.log.memory;

import io.parley.log.LogUnavailableException;
import io.parley.log.RoomLog;
import io.parley.log.feed.MemoryBudget;
import io.parley.log.feed.Subscriber;
import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * The rooms that have a log: those with an entry or a subscriber, up to a bound. Beyond it, the one unused for longest
 * that nobody follows is dropped. Where the logs together take more memory than they may, large ones give it back.
 *
 * <p>Epochs: one epoch lies ready for whatever room is made next, and is renewed whenever entries are dropped. So the
 * epoch of a room without a log can be told without making it, and a room that comes back never has its old one.
 *
 * <p>Any thread may call; finding a room that is followed takes no lock. This object's lock comes before a room's.
 */
final class RoomTable {

    private static final int EPOCH_BYTES = 16;

    /** How often looking for a room with something to give may be in vain before it is left. */
    private static final int ATTEMPTS = 16;

    private final MemoryLogSettings settings;
    private final InstantSource clock;
    private final Executor executor;
    private final MemoryBudget budget;
    private final SecureRandom random = new SecureRandom();

    /** Changed under this, read by anyone. */
    private final ConcurrentMap<RoomName, MemoryRoom> rooms = new ConcurrentHashMap<>();

    /** Guarded by this. */
    private final RoomSampler sampler = new RoomSampler(rooms);

    /** Those of the rooms that nobody follows, the one unused for longest first. Guarded by this. */
    private final Map<RoomName, MemoryRoom> idle = new LinkedHashMap<>(16, 0.75f, true);

    /** Changed under this, read by anyone. */
    private volatile String nextEpoch;

    RoomTable(MemoryLogSettings settings, InstantSource clock, Executor executor) {
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
        this.budget = new MemoryBudget(settings.totalBytes());
        this.nextEpoch = newEpoch();
    }

    /** The epoch of every room that has no log, until entries are dropped. */
    String nextEpoch() {
        return nextEpoch;
    }

    /** A room's log, where it has one; this is a use of it. */
    Optional<MemoryRoom> find(RoomName name) {
        Optional<MemoryRoom> room = Optional.ofNullable(rooms.get(name));
        if (room.isPresent() && !room.get().isFollowed()) {
            used(name);
        }
        return room;
    }

    /**
     * A room's log, made where it has none. It may be dropped before the caller comes to use it.
     *
     * @throws LogUnavailableException where all rooms have subscribers and there is no place for another
     */
    MemoryRoom findOrMake(RoomName name) {
        return find(name).orElseGet(() -> make(name));
    }

    /**
     * Subscribes to a room, which keeps its log at least until the subscription ends.
     *
     * @throws LogUnavailableException where a bound has been reached
     */
    RoomLog.Subscription subscribe(RoomName name, RoomLog.Listener listener) {
        Subscriber subscriber = new Subscriber(listener);
        MemoryRoom room = follow(name, subscriber);
        room.handOut();
        return () -> {
            subscriber.end();
            unfollow(name, room, subscriber);
        };
    }

    /** Erases what a user has said in any room. */
    long erase(UserKey user) {
        return rooms.values().stream().mapToLong(room -> room.erase(user)).sum();
    }

    /** What all logs take of the memory, as it is counted. */
    long usedBytes() {
        return budget.usedBytes();
    }

    /** Where there is no place for a key, has some rooms forget those whose time is over. */
    void forgetOldKeys() {
        if (budget.isOutOfKeys()) {
            sample();
        }
    }

    /**
     * Where the logs together take too much, has large ones give it back: those that nobody follows are dropped, others
     * lose their oldest entries. In the end the room itself gives what it has, so that the bound holds even where no
     * other room with something to give was found.
     *
     * @param room has just grown
     */
    void shrink(MemoryRoom room) {
        if (budget.isUsedUp()) {
            shrinkLargest();
        }
        boolean gave = true;
        while (gave && budget.isUsedUp()) {
            gave = room.trim();
        }
    }

    private synchronized void shrinkLargest() {
        int left = ATTEMPTS;
        while (left > 0 && budget.isUsedUp()) {
            Optional<Map.Entry<RoomName, MemoryRoom>> largest = sampler.largest();
            largest.ifPresent(entry -> shrink(entry.getKey(), entry.getValue()));
            left--;
        }
    }

    /** To look for the largest of some rooms has them forget what is over. */
    private synchronized void sample() {
        sampler.largest();
    }

    private void shrink(RoomName name, MemoryRoom room) {
        if (room.isFollowed()) {
            room.trim();
        } else {
            drop(name, room);
        }
    }

    private synchronized MemoryRoom follow(RoomName name, Subscriber subscriber) {
        MemoryRoom room = make(name);
        room.add(subscriber);
        idle.remove(name);
        return room;
    }

    private synchronized void unfollow(RoomName name, MemoryRoom room, Subscriber subscriber) {
        if (room.remove(subscriber)) {
            if (room.dropIfUnused()) {
                rooms.remove(name);
            } else {
                idle.put(name, room);
            }
        }
    }

    private synchronized void used(RoomName name) {
        idle.get(name);
    }

    private synchronized MemoryRoom make(RoomName name) {
        MemoryRoom present = rooms.get(name);
        if (present != null) {
            return present;
        }
        if (rooms.size() >= settings.rooms()) {
            dropIdlest();
        }
        MemoryRoom made = new MemoryRoom(nextEpoch, settings, clock, budget, executor);
        rooms.put(name, made);
        idle.put(name, made);
        return made;
    }

    private void dropIdlest() {
        Iterator<Map.Entry<RoomName, MemoryRoom>> idlest = idle.entrySet().iterator();
        if (!idlest.hasNext()) {
            throw new LogUnavailableException("too many rooms are in use", false);
        }
        Map.Entry<RoomName, MemoryRoom> victim = idlest.next();
        drop(victim.getKey(), victim.getValue());
    }

    private void drop(RoomName name, MemoryRoom room) {
        room.drop();
        // Before the room is gone: who finds it gone must not be told the epoch that it had.
        nextEpoch = newEpoch();
        rooms.remove(name);
        idle.remove(name);
    }

    private String newEpoch() {
        byte[] bytes = new byte[EPOCH_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
