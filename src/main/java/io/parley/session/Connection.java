package io.parley.session;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.User;
import io.parley.time.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one peer, as the core sees it. May be used by any thread; nothing blocks.
 *
 * <p>{@link #offer} may be called under a lock; {@link #flush} and everything that closes may not, since the
 * container's callbacks may run within.
 */
public final class Connection {

    /** How long a farewell may wait for a peer that does not read. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final String id;
    private final User user;
    private final Transport transport;
    private final Timer timer;
    private final Outbox outbox;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Runnable whenEnded = () -> {};
    private final AtomicReference<@Nullable Farewell> farewell = new AtomicReference<>();

    /**
     * A connection that is open.
     *
     * @param id unguessable
     * @param user who speaks through it
     * @param transport the way to the peer
     * @param means what the connection works with
     */
    public Connection(String id, User user, Transport transport, Means means) {
        this.id = id;
        this.user = user;
        this.transport = transport;
        this.timer = means.timer();
        this.outbox = new Outbox(transport, means, new OutboxOwner());
    }

    /**
     * What connections work with, the same for all.
     *
     * @param limits of the outbox
     * @param clock a time that goes on evenly, whatever becomes of the wall clock
     * @param timer for deadlines
     */
    public record Means(OutboxLimits limits, InstantSource clock, Timer timer) {}

    /**
     * The connection's id.
     *
     * @return unguessable
     */
    public String id() {
        return id;
    }

    /**
     * Who speaks.
     *
     * @return the user
     */
    public User user() {
        return user;
    }

    /**
     * Puts events into the outbox, with nothing between them. A {@link #flush} has to follow.
     *
     * @param events in order
     */
    public void offer(List<EncodedEvent> events) {
        outbox.offer(events);
    }

    /** Sends what waits in the outbox, as far as the peer takes it. */
    public void flush() {
        outbox.flush();
    }

    /**
     * Sends one event behind those that wait.
     *
     * @param event the event
     */
    public void send(EncodedEvent event) {
        outbox.offer(List.of(event));
        outbox.flush();
    }

    /**
     * Closes on purpose: what waits still leaves, then the last event, then the close frame; a peer that does not read
     * is not waited for. Only the first call counts.
     *
     * @param reason goes into the close frame
     * @param last the {@code closing} event
     */
    public void close(CloseReason reason, EncodedEvent last) {
        Farewell mine = new Farewell(reason, timer.after(FAREWELL, () -> cutOff(reason)));
        if (farewell.compareAndSet(null, mine)) {
            outbox.finish(last);
            outbox.flush();
        } else {
            mine.deadline().cancel();
        }
    }

    /**
     * Whether a close on purpose has begun: what the peer still says is not listened to.
     *
     * @return true from the first {@link #close} on
     */
    public boolean isClosing() {
        return farewell.get() != null;
    }

    /**
     * Closes at once; what waits is forgotten.
     *
     * @param reason goes into the close frame
     */
    public void cutOff(CloseReason reason) {
        closed();
        transport.close(reason);
    }

    /** The peer is gone: what waits is forgotten. May be called again. */
    public void closed() {
        outbox.end();
        @Nullable Farewell begun = farewell.get();
        if (begun != null) {
            begun.deadline().cancel();
        }
        if (over.compareAndSet(false, true)) {
            whenEnded.run();
        }
    }

    /**
     * Sets what is to be done when the connection has ended: once, by whomever, and whether the container tells or not.
     *
     * @param action called outside of locks; set before anything is sent
     */
    public void whenEnded(Runnable action) {
        whenEnded = action;
    }

    private record Farewell(CloseReason reason, Timer.Scheduled deadline) {}

    private final class OutboxOwner implements Outbox.Owner {
        @Override
        public void overflowed() {
            cutOff(CloseReason.of(CloseCode.SLOW_CONSUMER));
        }

        /** The container may not have noticed: it is told, so that it ends the session. */
        @Override
        public void failed() {
            cutOff(CloseReason.of(CloseCode.GOING_AWAY));
        }

        @Override
        public void finished() {
            @Nullable Farewell begun = farewell.get();
            if (begun != null) {
                cutOff(begun.reason());
            }
        }
    }
}
