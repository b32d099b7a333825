package io.parley.room;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnavailableException;
import io.parley.log.RoomLog;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.Outbound;
import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A room that is alive on this node: the one ordering point at which an entry is handed to all members' outboxes.
 *
 * <p>May be used by any thread. All fields below {@code lock} are guarded by it; under it events are only put into
 * outboxes, and the outboxes are flushed outside. Whoever calls an operation holds the room's lease meanwhile.
 */
final class LiveRoom implements Room, RoomLog.Listener {

    private final RoomName name;
    private final RoomContext context;
    private final RoomSettings settings;
    private final Welcome welcome;
    private final Lease lease;
    private final CompletableFuture<Position> opened = new CompletableFuture<>();

    private final Object lock = new Object();
    private final Seats seats = new Seats();
    private final Roster roster = new Roster();
    private final PresenceBatch presence = new PresenceBatch();
    private final PendingAcks acks = new PendingAcks();
    private @Nullable Position position;

    LiveRoom(RoomName name, RoomContext context, RoomSettings settings) {
        this.name = name;
        this.context = context;
        this.settings = settings;
        this.welcome = new Welcome(context.log(), name, settings);
        this.lease = new Lease(context.clock());
    }

    /** Keeps the room until {@link #release}; false where it has ended. */
    boolean hold() {
        return lease.hold();
    }

    void release() {
        lease.release();
    }

    /** Begins to follow the log. Where that fails the room ends, and all that waits for it fails. */
    void open() {
        context.log().subscribe(name, this).whenComplete((made, failure) -> {
            if (failure == null) {
                lease.owns(made);
            } else {
                lease.end();
                opened.completeExceptionally(failure);
            }
        });
    }

    /** Ends the room if nobody has held it since before the given time; true where it has ended. */
    boolean endIfIdle(Instant before) {
        return lease.endIfIdle(before);
    }

    /**
     * Seats a member and tells it what it missed. Takes over one hold of the caller's, until the member has left. Where
     * it fails the member is not in the room.
     */
    CompletionStage<Void> join(Member member, Entrance entrance) {
        Seat seat = new Seat(member);
        synchronized (lock) {
            seats.keep(seat);
        }
        return opened.thenApply(ready -> seat(seat))
                .whenComplete((at, failure) -> {
                    if (failure != null) {
                        release();
                    }
                })
                .thenCompose(at -> entrance.silent() ? open(seat, List.of()) : welcome(seat, entrance, at));
    }

    private Position seat(Seat seat) {
        synchronized (lock) {
            if (!seats.take(seat)) {
                throw notDone();
            }
            if (roster.add(seat.member().user())) {
                changed(seat.member().user(), true);
            }
            return knownPosition();
        }
    }

    private static LogUnavailableException notDone() {
        return new LogUnavailableException("left, or overrun by new messages, before the join was done", false);
    }

    private CompletionStage<Void> welcome(Seat seat, Entrance entrance, Position at) {
        return welcome.read(entrance, at)
                .thenCompose(read -> {
                    Event joined = new Event.Joined(name, at, read.recovered(), read.messages(), members());
                    return open(seat, List.of(context.encoder().encode(new Outbound(joined, entrance.ref()))));
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        remove(seat);
                    }
                });
    }

    private CompletionStage<Void> open(Seat seat, List<EncodedEvent> first) {
        boolean open;
        synchronized (lock) {
            open = seats.contains(seat) && seat.open(first);
        }
        if (!open) {
            return CompletableFuture.failedFuture(notDone());
        }
        seat.member().flush();
        return CompletableFuture.completedFuture(null);
    }

    /** Takes a member out; nothing of this room reaches it afterwards. Does nothing where it is not in the room. */
    void leave(Member member) {
        synchronized (lock) {
            seats.giveUp(member);
            @Nullable Seat seat = seats.of(member);
            if (seat != null) {
                remove(seat);
            }
        }
    }

    private void remove(Seat seat) {
        synchronized (lock) {
            if (seats.remove(seat)) {
                roster.remove(seat.member().user()).ifPresent(user -> changed(user, false));
                release();
            }
        }
    }

    /** Notes that a user came or went. Under the lock. */
    private void changed(User user, boolean came) {
        if (presence.note(user, came)) {
            context.timer().after(settings.presenceBatch(), this::tellPresence);
        }
        if (came) {
            context.listener().joined(new Joined(name, user));
        } else {
            context.listener().left(new Left(name, user));
        }
    }

    private void tellPresence() {
        Optional<Event.Presence> changed;
        synchronized (lock) {
            changed = presence.take(name, roster.size(), settings.presenceNames());
        }
        Optional<EncodedEvent> encoded = changed.map(event -> context.encoder().encode(Outbound.of(event)));
        List<Seat> told;
        synchronized (lock) {
            told = encoded.map(event -> seats.hand(event, Member::wantsPresence))
                    .orElse(List.of());
            if (presence.told()) {
                context.timer().after(settings.presenceBatch(), this::tellPresence);
            }
        }
        flush(told);
    }

    /** Appends a draft; the ask, if any, is told behind the member's own copy, or not at all where this fails. */
    CompletionStage<Appended> append(Draft draft, Optional<PendingAcks.Ask> ask) {
        ask.ifPresent(asked -> {
            synchronized (lock) {
                acks.begin(draft.uid(), asked);
            }
        });
        return context.log().append(name, draft).whenComplete((appended, failure) -> {
            Optional<PendingAcks.Ack> due;
            synchronized (lock) {
                if (failure != null) {
                    acks.fail(draft.uid());
                    return;
                }
                due = acks.stored(draft.uid(), appended, position == null ? 0 : position.seq());
                due.ifPresent(this::offer);
            }
            due.ifPresent(ack -> ack.ask().member().flush());
        });
    }

    private EncodedEvent encode(PendingAcks.Ack ack) {
        ChatMessage stored = ack.stored().entry().message();
        Event event = new Event.Ack(
                name, stored.seq(), stored.id(), stored.sentAt(), ack.stored().duplicate());
        return context.encoder()
                .encode(new Outbound(event, Optional.of(ack.ask().ref())));
    }

    private void offer(PendingAcks.Ack ack) {
        ack.ask().member().offer(List.of(encode(ack)));
    }

    @Override
    public void started(Head start) {
        List<PendingAcks.Ack> due;
        synchronized (lock) {
            position = start.position();
            due = acks.begun(start.newest());
            due.forEach(this::offer);
        }
        due.forEach(ack -> ack.ask().member().flush());
        opened.complete(start.position());
    }

    @Override
    public void entry(Entry entry) {
        EncodedEvent event = context.encoder().encode(Outbound.of(new Event.Message(name, entry.message())));
        List<Seat> handed;
        List<PendingAcks.Ack> due;
        synchronized (lock) {
            position = new Position(knownPosition().epoch(), entry.seq());
            due = acks.handed(entry);
            handed = seats.hand(event, due, this::encode);
            context.listener().posted(new Posted(name, entry.message()));
        }
        flush(handed);
        due.forEach(ack -> ack.ask().member().flush());
    }

    /** Tells the other users that somebody types. */
    void typing(Member typist, boolean active) {
        EncodedEvent event = context.encoder()
                .encode(Outbound.of(new Event.Typing(name, typist.user().name(), active)));
        List<Seat> told;
        synchronized (lock) {
            told = seats.hand(
                    event,
                    member -> member.wantsPresence()
                            && !member.user().key().equals(typist.user().key()));
        }
        flush(told);
    }

    private static void flush(List<Seat> seats) {
        for (Seat seat : seats) {
            seat.member().flush();
        }
    }

    /** Under the lock, once the log has told where it starts. */
    private Position knownPosition() {
        if (position == null) {
            throw new IllegalStateException("the room's log is not open");
        }
        return position;
    }

    /** Who is in the room, in the order in which they came. */
    List<Member> seated() {
        synchronized (lock) {
            return seats.all().stream().map(Seat::member).toList();
        }
    }

    @Override
    public RoomName name() {
        return name;
    }

    @Override
    public int members() {
        synchronized (lock) {
            return roster.size();
        }
    }

    @Override
    public List<String> users(Optional<String> after, int limit) {
        synchronized (lock) {
            return roster.names(after, limit);
        }
    }

    @Override
    public Optional<Position> position() {
        synchronized (lock) {
            return Optional.ofNullable(position);
        }
    }
}
