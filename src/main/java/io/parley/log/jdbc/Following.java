package io.parley.log.jdbc;

import io.parley.log.LogUnavailableException;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.log.feed.Subscriber;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows rooms: reads where they begin, and what this node is behind. What another node has stored is found by
 * {@link #look}; so is what this node has stored without being told. Any thread may call; nothing blocks.
 */
final class Following {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    /** So many entries that were missed are read at once. */
    private static final int MISSED_ENTRIES = 500;

    /** Of this size, together. */
    private static final int MISSED_BYTES = 4 << 20;

    private final FollowedRooms rooms;
    private final Reads reads;
    private final Database database;
    private final Range newest;
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Nobody follows yet.
     *
     * @param rooms those that are followed
     * @param reads read them
     * @param database where they are
     * @param tails how much of a room is read when it begins to be followed
     */
    Following(FollowedRooms rooms, Reads reads, Database database, JdbcLogSettings.Tails tails) {
        this.rooms = rooms;
        this.reads = reads;
        this.database = database;
        this.newest = new Range(1, Long.MAX_VALUE, Range.End.NEWEST, tails.entries(), tails.bytes());
    }

    /**
     * What reads.
     *
     * @param pages on behalf of those who wait for a room
     * @param looks on behalf of the node, which nobody else keeps waiting
     */
    record Reads(RoomReads pages, RoomReads looks) {}

    /** Begins to follow; see {@link RoomLog#subscribe}. */
    CompletionStage<RoomLog.Subscription> subscribe(RoomName name, RoomLog.Listener listener) {
        Subscriber subscriber = new Subscriber(listener);
        CompletableFuture<Void> stands = new CompletableFuture<>();
        try {
            if (rooms.add(name, subscriber, stands)) {
                begin(name);
            }
        } catch (LogUnavailableException e) {
            stands.completeExceptionally(e);
        }
        return stands.thenApply(done -> () -> {
            subscriber.end();
            rooms.remove(name, subscriber);
        });
    }

    private void begin(RoomName name) {
        reads.pages().room(name, newest).thenAccept(read -> begin(name, read)).whenComplete((done, failure) -> {
            if (failure != null) {
                rooms.giveUp(name).forEach(stands -> stands.completeExceptionally(unwrapped(failure)));
            }
        });
    }

    private void begin(RoomName name, RoomReads.Read read) {
        Optional<FollowedRoom> room = rooms.find(name);
        room.map(begun -> begun.begin(read.room(), read.page().entries()))
                .orElse(List.of())
                .forEach(stands -> stands.complete(null));
        room.ifPresent(begun -> {
            rooms.shrink(begun);
            rooms.letGo(name, begun);
        });
        rooms.handOut(name);
        catchUp(name);
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Reads what a room is behind, and hands it out; does nothing where it is not behind, or is being read. */
    void catchUp(RoomName name) {
        rooms.find(name)
                .ifPresent(room -> room.beginReading(MISSED_ENTRIES, MISSED_BYTES)
                        .ifPresent(range -> reads.looks().room(name, range).whenComplete((read, failure) -> {
                            if (failure == null) {
                                caughtUp(
                                        name,
                                        room,
                                        room.endReading(read.room(), read.page().entries()));
                            } else {
                                room.endReading();
                            }
                        })));
    }

    /** Only where it went on is there a reason to go on at once; the next look will see. */
    private void caughtUp(RoomName name, FollowedRoom room, FollowedRoom.Progress progress) {
        rooms.shrink(room);
        rooms.letGo(name, room);
        rooms.handOut(name);
        switch (progress) {
            case SOME -> catchUp(name);
            case NONE -> {
                // The next look will see
            }
            case BROKEN -> {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Room {0} was behind for so long that retention took away what it missed; its members come back",
                        name);
                rooms.breakOff(name);
            }
        }
    }

    /** Looks what all rooms are behind. Not while a look is still under way. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            lookNow().whenComplete((done, failure) -> looking.set(false));
        }
    }

    /** Looks what all rooms are behind; what was changed before the call is known when the stage completes. */
    CompletionStage<Void> lookNow() {
        List<RoomName> names = rooms.names();
        if (names.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return reads.looks()
                .submit(() -> database.transaction(connection -> RoomSql.find(connection, names)))
                .thenAccept(rows -> {
                    rows.forEach(rooms::seen);
                    rows.keySet().forEach(this::catchUp);
                });
    }
}
