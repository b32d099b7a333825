package io.parley.session;

import io.parley.time.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a peer is gone though nobody said so: a ping (RFC 6455, section 5.5.2) in each interval, the first one
 * after a random part of it, and a sign of life in time after each. The protocol document, section 6.
 *
 * <p>May be used by any thread. One deadline waits at a time. Fields are guarded by this, but for {@code heard}, which
 * each message sets.
 */
final class KeepAlive {

    /** A check that comes later than this after its time has seen this server stand still: it says nothing. */
    private static final Duration STALL = Duration.ofSeconds(1);

    /** What keep-alive has to do with the connection. Called outside of locks. */
    interface Line {

        /** Sends a ping with this payload. */
        void ping(ByteBuffer nonce);

        /** No sign of life came in time. */
        void silent();
    }

    private final ConnectionContext context;
    private final Line line;
    private volatile boolean heard;
    private long nonce;
    private Instant pingedAt = Instant.MIN;
    private boolean answered = true;
    private boolean stopped;
    private @Nullable Duration roundTrip;
    private Timer.@Nullable Scheduled next;

    KeepAlive(ConnectionContext context, Line line) {
        this.context = context;
        this.line = line;
    }

    /** Begins. */
    synchronized void start() {
        long part = context.random().nextLong(context.keepAlive().ping().toNanos());
        schedule(Duration.ofNanos(part), this::ping);
    }

    /** Ends; nothing is left behind in the timer. */
    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /** The peer has shown a sign of life. */
    void heard() {
        if (!heard) {
            heard = true;
        }
    }

    /** A pong has come; one that nobody asked for is a sign of life, too (RFC 6455, section 5.5.3). */
    synchronized void pong(ByteBuffer payload) {
        heard();
        if (!answered && payload.remaining() == Long.BYTES && payload.getLong(payload.position()) == nonce) {
            answered = true;
            roundTrip = Duration.between(pingedAt, context.time().steady().instant());
            context.roundTrips().record(roundTrip);
        }
    }

    synchronized Optional<Duration> roundTrip() {
        return Optional.ofNullable(roundTrip);
    }

    private void ping() {
        ByteBuffer payload;
        synchronized (this) {
            if (stopped) {
                return;
            }
            heard = false;
            answered = false;
            nonce = context.random().nextLong();
            payload = ByteBuffer.allocate(Long.BYTES).putLong(0, nonce);
            pingedAt = context.time().steady().instant();
            schedule(
                    context.keepAlive().timeout(),
                    () -> look(pingedAt.plus(context.keepAlive().timeout())));
        }
        line.ping(payload);
    }

    private void look(Instant due) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            Instant now = context.time().steady().instant();
            if (heard) {
                Duration rest =
                        Duration.between(now, pingedAt.plus(context.keepAlive().ping()));
                schedule(rest.isNegative() ? Duration.ZERO : rest, this::ping);
                return;
            }
            if (due.plus(STALL).isBefore(now)) {
                Duration again = context.keepAlive().timeout();
                schedule(again, () -> look(now.plus(again)));
                return;
            }
        }
        line.silent();
    }

    private void schedule(Duration delay, Runnable action) {
        if (!stopped) {
            next = context.time().timer().after(delay, action);
        }
    }
}
