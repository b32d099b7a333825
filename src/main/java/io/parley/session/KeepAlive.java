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
    private Instant nextPing = Instant.MAX;
    private Instant due = Instant.MAX;
    private @Nullable Instant waitingSince;
    private Instant pingedAt = Instant.MIN;
    private long nonce;
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
        Instant now = context.time().steady().instant();
        nextPing = now.plusNanos(part);
        schedule(now);
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

    private void look() {
        @Nullable ByteBuffer ping = null;
        boolean silent;
        synchronized (this) {
            if (stopped) {
                return;
            }
            Instant now = context.time().steady().instant();
            silent = isSilent(now);
            if (!silent) {
                ping = now.isBefore(nextPing) ? null : ping(now);
                schedule(now);
            }
        }
        if (silent) {
            line.silent();
        } else if (ping != null) {
            line.ping(ping);
        }
    }

    private boolean isSilent(Instant now) {
        if (heard) {
            waitingSince = null;
        } else if (waitingSince != null && due.plus(STALL).isBefore(now)) {
            waitingSince = now;
        }
        return waitingSince != null
                && !now.isBefore(waitingSince.plus(context.keepAlive().timeout()));
    }

    /** Asks for a sign of life, unless one is waited for already. */
    private ByteBuffer ping(Instant now) {
        if (waitingSince == null) {
            waitingSince = now;
            heard = false;
        }
        pingedAt = now;
        nextPing = now.plus(context.keepAlive().ping());
        nonce = context.random().nextLong();
        answered = false;
        return ByteBuffer.allocate(Long.BYTES).putLong(0, nonce);
    }

    private void schedule(Instant now) {
        due = nextPing;
        if (waitingSince != null) {
            Instant end = waitingSince.plus(context.keepAlive().timeout());
            due = end.isBefore(nextPing) ? end : nextPing;
        }
        next = context.time().timer().after(Duration.between(now, due), this::look);
    }
}
