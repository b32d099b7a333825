package io.parley.log.jdbc;

import io.parley.log.LogUnavailableException;
import io.parley.log.feed.Feed;
import io.parley.log.feed.MemoryBudget;
import io.parley.log.feed.RoomRing;
import io.parley.log.feed.Subscriber;
import io.parley.protocol.RoomName;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The rooms that are followed on this node, and the memory that their tails share. Any thread may call; nothing blocks.
 */
final class FollowedRooms {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    private final ConcurrentHashMap<RoomName, FollowedRoom> rooms = new ConcurrentHashMap<>();
    private final JdbcLogSettings.Tails bounds;
    private final Executor executor;
    private final MemoryBudget budget;

    /** Goes round the rooms, for {@link #shrink}. Guarded by the budget. */
    private Iterator<FollowedRoom> round = Collections.emptyIterator();

    /**
     * None yet.
     *
     * @param bounds of their tails
     * @param executor hands out, elsewhere or later
     */
    FollowedRooms(JdbcLogSettings.Tails bounds, Executor executor) {
        this.bounds = bounds;
        this.executor = executor;
        this.budget = new MemoryBudget(bounds.totalBytes());
    }

    /** The room, where somebody follows it. */
    Optional<FollowedRoom> find(RoomName name) {
        return Optional.ofNullable(rooms.get(name));
    }

    /** All names. */
    List<RoomName> names() {
        return List.copyOf(rooms.keySet());
    }

    /**
     * Adds a subscriber.
     *
     * @param stands completes, or fails, when that is decided
     * @return whether the room has to be read first, by the caller
     * @throws LogUnavailableException where those who follow are too far behind
     */
    boolean add(RoomName name, Subscriber subscriber, CompletableFuture<Void> stands) {
        boolean[] isNew = {false};
        rooms.compute(name, (key, present) -> {
            FollowedRoom room = present == null || present.isGone() ? newRoom() : present;
            isNew[0] = room.add(subscriber, stands);
            return room;
        });
        handOut(name);
        return isNew[0];
    }

    private FollowedRoom newRoom() {
        return new FollowedRoom(new Feed(executor), new RoomRing(bounds.entries(), bounds.bytes(), budget));
    }

    void remove(RoomName name, Subscriber subscriber) {
        rooms.computeIfPresent(name, (key, room) -> room.remove(subscriber) ? null : room);
    }

    /** A room could not be read: those who wanted to follow it are to be told, and it goes where nobody does. */
    List<CompletableFuture<Void>> giveUp(RoomName name) {
        List<CompletableFuture<Void>> early =
                find(name).map(FollowedRoom::takeEarly).orElse(List.of());
        rooms.computeIfPresent(name, (key, room) -> room.isUnused() ? null : room);
        return early;
    }

    /** What is known of rooms; of some, nothing. */
    Map<RoomName, RoomRow> known(Collection<RoomName> names) {
        Map<RoomName, RoomRow> known = new HashMap<>();
        for (RoomName name : names) {
            find(name).flatMap(FollowedRoom::known).ifPresent(row -> known.put(name, row));
        }
        return known;
    }

    /** What is known of rooms may be wrong. */
    void distrust(Collection<RoomName> names) {
        names.forEach(name -> find(name).ifPresent(FollowedRoom::distrust));
    }

    /** The newest seqs that rooms are known to have had. */
    Map<RoomName, Long> newest(Collection<RoomName> names) {
        Map<RoomName, Long> newest = new HashMap<>();
        names.forEach(name -> find(name).ifPresent(room -> newest.put(name, room.newest())));
        return newest;
    }

    /** Entries are stored: they are handed out, and then their senders are told. */
    void stored(RoomName name, Claim claim) {
        Optional<FollowedRoom> room = find(name);
        room.ifPresent(followed -> {
            followed.stored(claim.after(), claim.entries());
            shrink(followed);
            letGo(name, followed);
        });
        execute(() -> {
            room.ifPresent(FollowedRoom::handOut);
            claim.answers().forEach(PendingDraft::succeed);
        });
    }

    /** A room was read. */
    void seen(RoomName name, RoomRow row) {
        find(name).ifPresent(room -> {
            room.seen(row);
            letGo(name, room);
        });
    }

    /** Whether this is the life of the log that is followed, as far as is known. */
    boolean isLife(RoomName name, String epoch) {
        return find(name).map(room -> room.isLife(epoch)).orElse(false);
    }

    /** Ends a room, whoever follows it: they are told that nothing more comes, and may follow anew. */
    void breakOff(RoomName name) {
        find(name).ifPresent(room -> {
            room.breakOff();
            rooms.remove(name, room);
            execute(room::handOut);
        });
    }

    /** Where a room has turned out to be in another life, it has ended by itself: lets those who followed it know. */
    void letGo(RoomName name, FollowedRoom room) {
        if (room.isGone() && rooms.remove(name, room)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The log of room {0} was found in another life, which another server has begun; its members"
                            + " come back",
                    name);
            execute(room::handOut);
        }
    }

    /** Hands out what waits in a room. */
    void handOut(RoomName name) {
        find(name).ifPresent(room -> execute(room::handOut));
    }

    /** A busy executor makes the caller do it. */
    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException | IllegalStateException | OutOfMemoryError e) {
            task.run();
        }
    }

    /**
     * Where the tails together take too much, some give up their older halves, in the end the one that has just grown.
     */
    void shrink(FollowedRoom grown) {
        if (!budget.isUsedUp()) {
            return;
        }
        synchronized (budget) {
            for (int left = rooms.size(); left > 0 && budget.isUsedUp(); left--) {
                next().ifPresent(FollowedRoom::trim);
            }
        }
        boolean gave = true;
        while (gave && budget.isUsedUp()) {
            gave = grown.trim();
        }
    }

    private Optional<FollowedRoom> next() {
        if (!round.hasNext()) {
            round = rooms.values().iterator();
        }
        return round.hasNext() ? Optional.of(round.next()) : Optional.empty();
    }

    /** What the tails take of the memory. */
    long usedBytes() {
        return budget.usedBytes();
    }
}
