package io.parley.chat;

import io.parley.log.LogUnavailableException;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Inbound;
import io.parley.protocol.RoomName;
import io.parley.room.Departure;
import io.parley.room.Entrance;
import io.parley.session.Ending;
import io.parley.session.Speaker;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What one connection and the server say to each other, from {@code connected} to the close.
 *
 * <p>Commands come one at a time; {@link #closed} may come from any thread, also while a command is carried out.
 * Nothing blocks.
 */
public final class Conversation {

    private static final System.Logger LOG = System.getLogger("io.parley.chat");

    private static final CloseReason SILENT = new CloseReason(CloseCode.SILENT, "nothing was joined or said in time");

    private final ChatContext context;
    private final Chat chat;
    private final Peer peer;
    private final Stay stay;
    private final FirstWord firstWord = new FirstWord();
    private final Memberships memberships;

    /** Until it is given, which is soon. */
    private @Nullable Greeting greeting;

    private final Throttle throttle;
    private final CommandQueue commands = new CommandQueue(this::carryOut);
    private volatile Departure departure = Departure.LEFT;

    Conversation(Chat chat, Peer peer, Stay stay, Greeting greeting) {
        this.chat = chat;
        this.context = chat.context();
        this.peer = peer;
        this.stay = stay;
        this.memberships = new Memberships(settings().terms().limits().rooms());
        this.greeting = greeting;
        this.throttle = new Throttle(peer, context.paces());
        peer.speaks(new Self());
    }

    /**
     * Which connection it goes through.
     *
     * @return the connection's id
     */
    public String connectionId() {
        return peer.id();
    }

    /** Says {@code connected}, and joins what is to be joined. Called once, before anything is received. */
    public void begin() {
        @Nullable Greeting first = greeting;
        greeting = null;
        if (first != null) {
            first.give(this);
        }
    }

    /**
     * Carries out a command, unless too many come; its answers, good or bad, go into the outbox, now or later. Once the
     * server has begun to close, or the connection is closed, commands are ignored.
     *
     * @param inbound the command
     * @param size of what it came as, in bytes
     */
    public void receive(Inbound inbound, int size) {
        if (hasEnded() || !throttle.lets(inbound, size)) {
            return;
        }
        if (!commands.add(inbound, size)) {
            peer.fail(
                    inbound.ref(),
                    new LogUnavailableException("too many commands wait for messages before them", false));
        }
    }

    private boolean hasEnded() {
        return peer.isClosing() || memberships.haveEnded();
    }

    private void carryOut(Inbound inbound) {
        if (hasEnded()) {
            return;
        }
        try {
            inbound.command().dispatch(new CommandHandler(this, inbound.ref()));
        } catch (RuntimeException | Error e) {
            peer.fail(inbound.ref(), e);
        }
    }

    /**
     * Says why, and closes.
     *
     * @param reason the close code and reason
     */
    public void close(CloseReason reason) {
        peer.close(reason);
    }

    /**
     * A part of a message has come, or all of it.
     *
     * @param bytes of this part
     * @param last whether the message is whole
     */
    public void heard(int bytes, boolean last) {
        peer.connection().heard(bytes, last);
    }

    /** A frame of whatever kind has come. */
    public void frameSeen() {
        peer.connection().heard(0, false);
    }

    /**
     * A pong has come (RFC 6455, section 5.5.3).
     *
     * @param payload what the ping had, or anything
     */
    public void pong(ByteBuffer payload) {
        peer.connection().pong(payload);
    }

    /**
     * The connection is closed, whoever closed it: leaves all rooms and gives the name back. May be called again.
     *
     * @param code what the container makes of it
     * @param reason that of the close frame
     */
    public void closed(int code, String reason) {
        peer.connection().closed(code, reason);
    }

    /** What the connection asks and tells. */
    private final class Self implements Speaker {

        @Override
        public Set<RoomName> rooms() {
            return memberships.names();
        }

        @Override
        public void ended(Ending ending) {
            end(ending);
        }
    }

    private void end(Ending ending) {
        firstWord.said();
        throttle.end();
        boolean absent = !ending.isDone() && peer.canComeBack() && beginAbsence();
        departure = absent ? Departure.DROPPED : Departure.LEFT;
        try {
            memberships.endAll().forEach(this::goesFrom);
        } finally {
            stay.giveBackPlace();
            if (!absent) {
                stay.claim().release();
            }
        }
    }

    /** What becomes of one room keeps nobody from leaving the others. */
    private void goesFrom(RoomName room) {
        try {
            context.rooms().leave(room, peer, departure);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a room could not be left by connection " + peer.id(), e);
        }
    }

    private boolean beginAbsence() {
        return chat.absences().begin(stay.place().caller().counted(), memberships.names(), stay.claim());
    }

    /** A fault of ours: closed at once. */
    public void fail() {
        peer.connection().cutOff(CloseReason.of(CloseCode.INTERNAL_ERROR));
    }

    /** Nothing was joined by itself: the peer is to join or say something. */
    void awaitFirstWord() {
        firstWord.await(context.connections().time().timer(), settings().firstMessage(), () -> close(SILENT));
    }

    /** The peer joins or says something. */
    void spoke() {
        firstWord.said();
    }

    CompletionStage<Void> join(RoomName name, Entrance entrance) {
        RoomName room = context.rooms().shared(name);
        Memberships.Stay stay;
        try {
            stay = memberships.begin(room);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        commands.joining();
        try {
            context.connections().listener().joining(peer.connection(), room);
            return context.rooms()
                    .join(room, peer, entrance)
                    .whenComplete((done, failure) -> joined(room, stay, failure == null));
        } catch (RuntimeException | Error e) {
            joined(room, stay, false);
            throw e;
        }
    }

    private void joined(RoomName room, Memberships.Stay stay, boolean isIn) {
        if (!isIn) {
            memberships.fail(room, stay);
        } else if (memberships.haveEnded()) {
            context.rooms().leave(room, peer, departure);
        }
        commands.joined();
    }

    void leave(RoomName room) {
        memberships.end(room);
        context.rooms().leave(room, peer, Departure.LEFT);
    }

    /** The time that the peer is told. */
    Instant now() {
        return context.connections().time().wall().instant();
    }

    String uniqueId() {
        return chat.ids().unique();
    }

    Peer peer() {
        return peer;
    }

    CommandQueue commands() {
        return commands;
    }

    Memberships memberships() {
        return memberships;
    }

    ChatContext context() {
        return context;
    }

    ChatSettings settings() {
        return chat.settings();
    }
}
