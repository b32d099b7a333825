package io.parley.room;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogUnavailableException;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that are alive on this node: they appear on first use, up to a bound, and disappear when they have been
 * empty and idle. May be used by any thread; nothing blocks.
 */
public final class LiveRooms {

    /** A full node goes through all rooms for an empty one no more often than this. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final AtomicLong lookedForEmptyAt = new AtomicLong();
    private final ConcurrentHashMap<RoomName, LiveRoom> rooms = new ConcurrentHashMap<>();
    private final RoomContext context;
    private final RoomSettings settings;
    private final RoomKit kit;

    /**
     * No rooms yet.
     *
     * @param context what rooms work with
     * @param settings their bounds
     */
    public LiveRooms(RoomContext context, RoomSettings settings) {
        this.context = context;
        this.settings = settings;
        this.kit = new RoomKit(context, settings);
    }

    /** Begins to look for idle rooms, now and then. Called once. */
    public void start() {
        context.timer().after(settings.idle().dividedBy(2), () -> {
            try {
                endIdle(context.clock().instant().minus(settings.idle()));
            } finally {
                start();
            }
        });
    }

    /** Within the map's operation, so that a room's next life begins only when this one has been told to be over. */
    private void endIdle(Instant before) {
        for (RoomName name : rooms.keySet()) {
            rooms.computeIfPresent(name, (key, room) -> room.endIfIdle(before) ? null : room);
        }
    }

    private void end(RoomName name, LiveRoom ending) {
        rooms.computeIfPresent(name, (key, room) -> {
            if (room == ending) {
                room.end();
                return null;
            }
            return room;
        });
    }

    /**
     * Puts a member into a room, and tells it what it missed.
     *
     * @param name which room
     * @param member not in that room
     * @param entrance how
     * @return completes when the member has been told; fails with {@link LogUnavailableException}, and then it is not
     *     in the room
     */
    public CompletionStage<Void> join(RoomName name, Member member, Entrance entrance) {
        return held(name, room -> room.join(member, entrance));
    }

    /**
     * A room's name for whoever keeps it.
     *
     * @param name any
     * @return the same, as the room itself has it, where it is live: so there is one text for all who are in it
     */
    public RoomName shared(RoomName name) {
        @Nullable LiveRoom room = rooms.get(name);
        return room == null ? name : room.name();
    }

    /**
     * Takes a member out of a room; nothing of the room reaches it afterwards, and a join that is under way fails. Does
     * nothing where it is not in. How its user goes is what the last of the user's members says.
     *
     * @param name which room
     * @param member who
     * @param departure how it goes
     */
    public void leave(RoomName name, Member member, Departure departure) {
        @Nullable LiveRoom room = rooms.get(name);
        if (room != null) {
            room.leave(member, departure);
        }
    }

    /**
     * Appends to a room's log.
     *
     * @param name which room
     * @param draft what
     * @return completes when it is stored; fails with {@link LogUnavailableException}
     */
    public CompletionStage<Appended> append(RoomName name, Draft draft) {
        return appended(name, appends -> appends.append(draft));
    }

    /**
     * Appends to a room's log and sends an {@code ack} directly behind the sender's own copy.
     *
     * @param name which room
     * @param draft what
     * @param sender who gets the ack
     * @param ref carried by the ack
     * @return completes when it is stored and the ack is in the sender's outbox; fails with
     *     {@link LogUnavailableException}, and then there is no ack
     */
    public CompletionStage<Appended> append(RoomName name, Draft draft, Member sender, String ref) {
        return appended(name, appends -> appends.append(draft, sender, ref));
    }

    private CompletionStage<Appended> appended(RoomName name, Function<Appends, CompletionStage<Appended>> append) {
        return held(name, room -> append.apply(room.appends()).whenComplete((appended, failure) -> room.release()));
    }

    /**
     * Tells the others in a room that somebody types.
     *
     * @param name which room
     * @param typist a member of it
     * @param active whether it types or has stopped
     */
    public void typing(RoomName name, Member typist, boolean active) {
        @Nullable LiveRoom room = rooms.get(name);
        if (room != null) {
            room.typing(typist, active);
        }
    }

    /**
     * Answers a member of a room with a page of its users, between what it is told of presence before and after that.
     * What of the page is no longer so when presence is told next, it is told, though for others it cancels out.
     *
     * @param name which room
     * @param member who asks
     * @param after names behind this one, or empty for the first page
     * @param limit how many at most
     * @param encoder makes the answer; called under a lock
     */
    public void look(
            RoomName name, Member member, Optional<String> after, int limit, Function<UserPage, EncodedEvent> encoder) {
        @Nullable LiveRoom room = rooms.get(name);
        if (room == null) {
            member.offer(List.of(encoder.apply(UserPage.EMPTY)));
            member.flush();
        } else {
            room.looks().answer(member, after, limit, encoder);
        }
    }

    /**
     * Looks a room up.
     *
     * @param name which
     * @return the room, where it is alive on this node
     */
    public Optional<Room> find(RoomName name) {
        return Optional.ofNullable(rooms.get(name));
    }

    /**
     * Who is in a room.
     *
     * @param name which
     * @return its members of this moment, in the order in which they came
     */
    public List<Member> members(RoomName name) {
        @Nullable LiveRoom room = rooms.get(name);
        return room == null ? List.of() : room.seated();
    }

    /**
     * A room, and how many members it has.
     *
     * @param name which
     * @param members of this moment
     */
    public record Occupied(RoomName name, int members) {}

    /**
     * All rooms that are alive.
     *
     * @return by name
     */
    public List<Occupied> all() {
        return rooms.entrySet().stream()
                .map(room ->
                        new Occupied(room.getKey(), room.getValue().seated().size()))
                .sorted(Comparator.comparing(room -> room.name().toString()))
                .toList();
    }

    /**
     * How many rooms are alive.
     *
     * @return 0 or more
     */
    public int size() {
        return rooms.size();
    }

    /** Does something with a room that cannot end meanwhile; what is done has to release it. */
    private <T> CompletionStage<T> held(RoomName name, Function<LiveRoom, CompletionStage<T>> action) {
        for (; ; ) {
            @Nullable LiveRoom room = rooms.get(name);
            if (room == null) {
                if (isFull()) {
                    return CompletableFuture.failedFuture(
                            new LogUnavailableException("the server has as many rooms as it may have", false));
                }
                room = appear(name);
                if (room != null) {
                    return action.apply(room);
                }
            } else if (room.hold()) {
                return action.apply(room);
            } else {
                // Whoever ends it takes it away within the map's operation: this waits for that
                rooms.remove(name, room);
            }
        }
    }

    /** Whether there is no place for one more; concurrent first uses may pass the bound by as many as they are. */
    private boolean isFull() {
        if (rooms.size() < settings.rooms()) {
            return false;
        }
        long now = context.clock().millis();
        long last = lookedForEmptyAt.get();
        if (now - last >= BETWEEN_LOOKS.toMillis() && lookedForEmptyAt.compareAndSet(last, now)) {
            endIdle(Instant.MAX);
        }
        return rooms.size() >= settings.rooms();
    }

    /** Makes a room and holds it, before its log can fail; null where another thread was faster. */
    private @Nullable LiveRoom appear(RoomName name) {
        LiveRoom made = new LiveRoom(name, kit);
        made.hold();
        if (rooms.putIfAbsent(name, made) != null) {
            return null;
        }
        context.listener().appeared(name);
        made.open(() -> end(name, made));
        return made;
    }
}
