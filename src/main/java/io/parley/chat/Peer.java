package io.parley.chat;

import io.parley.log.LogUnavailableException;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Event;
import io.parley.protocol.EventEncoder;
import io.parley.protocol.Outbound;
import io.parley.protocol.User;
import io.parley.room.Member;
import io.parley.session.LiveConnection;
import io.parley.session.Speaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The other side of a conversation: a member for the rooms, and somebody to answer. May be used by any thread. */
final class Peer implements Member {

    private static final System.Logger LOG = System.getLogger("io.parley.chat");

    private final LiveConnection connection;
    private final EventEncoder encoder;
    private final boolean full;
    private final FaultCount faults;

    Peer(LiveConnection connection, EventEncoder encoder, boolean full, FaultCount faults) {
        this.connection = connection;
        this.encoder = encoder;
        this.full = full;
        this.faults = faults;
    }

    @Override
    public User user() {
        return connection.user();
    }

    /** The connection itself. */
    LiveConnection connection() {
        return connection;
    }

    /** Whether its user can come back as the same one: a guest in plain mode is new on each connection. */
    boolean canComeBack() {
        return full || !user().isGuest();
    }

    @Override
    public String id() {
        return connection.id();
    }

    /** Sets who speaks through the connection. */
    void speaks(Speaker speaker) {
        connection.speaks(speaker);
    }

    @Override
    public boolean wantsPresence() {
        return full;
    }

    @Override
    public boolean isPressed() {
        return connection.isPressed();
    }

    @Override
    public void offer(List<EncodedEvent> events) {
        connection.offer(events);
    }

    @Override
    public void flush() {
        connection.flush();
    }

    @Override
    public void cutOff() {
        close(CloseReason.of(CloseCode.INTERNAL_ERROR));
    }

    /** Puts something unasked into the outbox. A {@link #flush} follows. */
    void offer(Event event) {
        connection.offer(List.of(encoder.encode(Outbound.of(event))));
    }

    /** Answers a command. */
    void answer(Optional<String> ref, Event event) {
        connection.send(encode(ref, event));
    }

    /** The answer to a command, to be {@linkplain #offer(List) offered}. */
    EncodedEvent encode(Optional<String> ref, Event event) {
        return encoder.encode(new Outbound(event, ref));
    }

    /** Refuses a command; too many faults end the connection. */
    void refuse(Optional<String> ref, ErrorCode code, String message) {
        answer(ref, Event.Error.of(code, message));
        if (code.isFault() && faults.add()) {
            close(CloseReason.of(CloseCode.BAD_REQUESTS));
        }
    }

    /** Refuses a command that came too fast. */
    void refuse(Optional<String> ref, Duration retryAfter) {
        connection.refused();
        String message = "too fast: send it again in " + retryAfter.toMillis() + " ms";
        answer(ref, new Event.Error(ErrorCode.RATE_LIMITED, message, Optional.of(retryAfter), false));
    }

    /** Answers a command that failed. What nobody expected is logged here, and is not told to the peer. */
    void fail(Optional<String> ref, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            refuse(ref, refused.code(), String.valueOf(refused.getMessage()));
        } else if (cause instanceof LogUnavailableException unavailable) {
            String message = String.valueOf(unavailable.getMessage());
            answer(ref, new Event.Error(ErrorCode.UNAVAILABLE, message, Optional.empty(), unavailable.uncertain()));
        } else {
            LOG.log(System.Logger.Level.ERROR, "a command failed on connection " + connection.id(), cause);
            answer(ref, Event.Error.of(ErrorCode.INTERNAL, "a fault of the server; it has been logged"));
        }
    }

    /** Says why, and closes. */
    void close(CloseReason reason) {
        connection.close(reason);
    }

    boolean isClosing() {
        return connection.isClosing();
    }
}
