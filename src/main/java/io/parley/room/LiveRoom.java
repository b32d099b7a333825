package io.parley.room;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnavailableException;
import io.parley.log.RoomLog;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.Outbound;
import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
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
 * outboxes or on the way there, and flushed outside. Whoever calls an operation holds the room's lease meanwhile.
 */
final class LiveRoom implements Room, RoomLog.Listener {

    private final RoomName name;
    private final RoomContext context;
    private final Welcome welcome;
    private final int runBytes;
    private final Lease lease;
    private final CompletableFuture<RoomLog.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Position> opened = new CompletableFuture<>();
    private final Presence presence;
    private final Appends appends;
    private final Looks looks;

    /** Ends this room for everybody. Set before the log is followed. */
    private volatile Runnable giveUp = this::end;

    private final Object lock = new Object();
    private final Seats seats;
    private final RoomNews news;

    LiveRoom(RoomName name, RoomKit kit) {
        this.name = name;
        this.context = kit.context();
        this.welcome = new Welcome(context.log(), name, kit.settings());
        this.runBytes = kit.settings().runBytes();
        this.seats = new Seats(context.audiences().get());
        this.lease = new Lease(context.clock());
        this.appends = new Appends(name, context, lock);
        this.news = new RoomNews(name, context.listener());
        this.presence = new Presence(kit, lock, lease, news, this::handPresence);
        this.looks = new Looks(lock, seats, presence);
    }

    /** Keeps the room until {@link #release}; false where it has ended. */
    boolean hold() {
        return lease.hold();
    }

    void release() {
        lease.release();
    }

    /**
     * Begins to follow presence and the log. Called once; all that waits for it waits for the log. Where the log cannot
     * be followed, the given action has to {@link #end} the room, and all that waits fails.
     */
    void open(Runnable end) {
        giveUp = end;
        presence.follow();
        context.log().subscribe(name, this).whenComplete((made, failure) -> {
            if (failure == null) {
                subscription.complete(made);
            } else {
                end.run();
                appends.begun(Long.MAX_VALUE);
                opened.completeExceptionally(failure);
            }
        });
    }

    /** Ends the room if nobody has held it since before the given time; true where this call ended it. */
    boolean endIfIdle(Instant before) {
        boolean ended = lease.endIfIdle(before);
        if (ended) {
            end();
        }
        return ended;
    }

    /** Ends the room, whoever holds it. Called once, by whoever has ended it. */
    void end() {
        lease.end();
        presence.leaveAll();
        synchronized (lock) {
            news.ended();
        }
        presence.end();
        subscription.minimalCompletionStage().thenAccept(RoomLog.Subscription::end);
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
        return opened.thenCompose(
                        start -> welcome.readElsewhere(entrance, position().orElse(start)))
                .thenApply(read -> seat(seat, read))
                .whenComplete((at, failure) -> {
                    if (failure != null) {
                        giveBack(seat);
                    }
                })
                .thenCompose(at -> seated(seat, entrance, at));
    }

    private void giveBack(Seat seat) {
        synchronized (lock) {
            seats.keepNoMore(seat);
        }
        release();
    }

    private CompletionStage<Void> seated(Seat seat, Entrance entrance, Position at) {
        return presence.settle(seat.member().user().key())
                .thenCompose(known -> entrance.silent() ? open(seat, List.of()) : welcome(seat, entrance, at))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        remove(seat, Departure.LEFT);
                    }
                });
    }

    /** Where it enters: where the room is, or further on where it has read more than this node knows. */
    private Position seat(Seat seat, long read) {
        synchronized (lock) {
            if (!seats.take(seat)) {
                throw notDone();
            }
            presence.arrive(seat.member().user());
            seat.hasReadUpTo(read);
            Position known = seats.position().orElseThrow();
            return new Position(known.epoch(), Math.max(known.seq(), read));
        }
    }

    private static LogUnavailableException notDone() {
        return new LogUnavailableException("left, or overrun by new messages, before the join was done", false);
    }

    private CompletionStage<Void> welcome(Seat seat, Entrance entrance, Position at) {
        return welcome.read(entrance, at).thenCompose(read -> {
            int members = looks.page(seat.member(), Optional.empty(), 0).members();
            Event joined = new Event.Joined(name, at, read.recovered(), read.messages(), members);
            return open(seat, List.of(context.encoder().encode(new Outbound(joined, entrance.ref()))));
        });
    }

    private CompletionStage<Void> open(Seat seat, List<EncodedEvent> first) {
        boolean open;
        synchronized (lock) {
            open = seats.open(seat, first);
        }
        if (!open) {
            return CompletableFuture.failedFuture(notDone());
        }
        seat.member().flush();
        return CompletableFuture.completedFuture(null);
    }

    /** Takes a member out; nothing of this room reaches it afterwards. Does nothing where it is not in the room. */
    void leave(Member member, Departure departure) {
        @Nullable Seat seat;
        synchronized (lock) {
            seat = seats.giveUp(member);
        }
        if (seat != null) {
            remove(seat, departure);
        }
    }

    private void remove(Seat seat, Departure departure) {
        synchronized (lock) {
            if (!seats.remove(seat)) {
                return;
            }
        }
        presence.depart(seat.member().user(), departure);
        release();
    }

    /** Where drafts of this room are appended. */
    Appends appends() {
        return appends;
    }

    @Override
    public void started(Head start) {
        synchronized (lock) {
            seats.start(start.position());
        }
        appends.begun(start.newest());
        opened.complete(start.position());
    }

    /** The log cannot go on from where the members are: they come back, to another life of this room, and recover. */
    @Override
    public void broken() {
        List<Member> left;
        synchronized (lock) {
            left = seats.close();
        }
        giveUp.run();
        appends.begun(Long.MAX_VALUE);
        left.forEach(Member::cutOff);
    }

    @Override
    public void entries(List<Entry> entries) {
        Run.of(entries, context.encoder(), name, runBytes).forEach(this::hand);
    }

    private void hand(Run run) {
        Runnable send;
        List<PendingAcks.Ack> due;
        synchronized (lock) {
            due = appends.handed(run);
            send = seats.hand(run, due, appends::encode);
            news.posted(run);
        }
        send.run();
        due.forEach(Appends::answered);
    }

    /** Tells the other users that somebody types. */
    void typing(Member typist, boolean active) {
        EncodedEvent event = context.encoder()
                .encode(Outbound.of(new Event.Typing(name, typist.user().name(), active)));
        Runnable send;
        synchronized (lock) {
            send = seats.handTyping(event, typist.user().key());
        }
        send.run();
    }

    /** How members are told who is here. */
    Looks looks() {
        return looks;
    }

    private boolean handPresence(Optional<EncodedEvent> event, PresenceBatch changes) {
        Runnable send;
        boolean toAll;
        synchronized (lock) {
            send = seats.handPresence(event, changes, presence::merged);
            toAll = !seats.someMissPresence();
        }
        send.run();
        return toAll;
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
        return presence.size();
    }

    @Override
    public UserPage users(Optional<String> after, int limit) {
        return presence.users(after, limit);
    }

    @Override
    public Optional<Position> position() {
        synchronized (lock) {
            return seats.position();
        }
    }
}
