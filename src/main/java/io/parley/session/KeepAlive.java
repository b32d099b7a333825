package io.parley.session;

import io.parley.time.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a peer is gone though nobody said so: a ping (RFC 6455, section 5.5.2) in each interval, the first one
 * after a random part of it, and a sign of life in time after each. The protocol document, section 6. An interval has
 * {@value #BEATS} beats, common to all connections: what happens at the same beat wakes the server once.
 *
 * <p>May be used by any thread. One deadline waits at a time. Fields are guarded by this, but for {@code heard}, which
 * each message sets. Times are nanoseconds of the steady clock: there are many of these, and each changes all the time.
 */
final class KeepAlive {

    /** A check that comes later than this after its time has seen this server stand still: it says nothing. */
    private static final long STALL_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long NEVER = Long.MAX_VALUE;

    private static final int BEATS = 50;

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
    private long nextPing = NEVER;
    private long due = NEVER;
    private long waitingSince = NEVER;
    private long pingedAt = NEVER;
    private long roundTripNanos = NEVER;
    private long nonce;
    private boolean answered = true;
    private boolean stopped;
    private Timer.@Nullable Scheduled next;

    KeepAlive(ConnectionContext context, Line line) {
        this.context = context;
        this.line = line;
    }

    private long intervalNanos() {
        return context.keepAlive().ping().toNanos();
    }

    private long timeoutNanos() {
        return context.keepAlive().timeout().toNanos();
    }

    private long beatNanos() {
        return Math.max(1, intervalNanos() / BEATS);
    }

    /** Begins. */
    synchronized void start() {
        long now = now();
        // Not within the first beat, where the peer is still being greeted
        long notBefore = 2 * beatNanos();
        long part = context.random().nextLong(Math.max(1, intervalNanos() - notBefore));
        nextPing = beatBefore(now + notBefore + part);
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
            roundTripNanos = now() - pingedAt;
            context.roundTrips().record(roundTripNanos);
        }
    }

    synchronized Optional<Duration> roundTrip() {
        return roundTripNanos == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(roundTripNanos));
    }

    private void look() {
        @Nullable ByteBuffer ping = null;
        boolean silent;
        synchronized (this) {
            if (stopped) {
                return;
            }
            long now = now();
            silent = isSilent(now);
            if (!silent) {
                ping = now < nextPing ? null : ping(now);
                schedule(now);
            }
        }
        if (silent) {
            line.silent();
        } else if (ping != null) {
            line.ping(ping);
        }
    }

    private boolean isSilent(long now) {
        if (heard) {
            waitingSince = NEVER;
        } else if (waitingSince != NEVER && now - due > STALL_NANOS) {
            waitingSince = now;
        }
        return waitingSince != NEVER && now - waitingSince >= timeoutNanos();
    }

    /** Asks for a sign of life, unless one is waited for already. */
    private ByteBuffer ping(long now) {
        if (waitingSince == NEVER) {
            waitingSince = now;
            heard = false;
        }
        pingedAt = now;
        nextPing = beatBefore(now + intervalNanos());
        nonce = context.random().nextLong();
        answered = false;
        return ByteBuffer.allocate(Long.BYTES).putLong(0, nonce);
    }

    /** The last beat up to a time: a ping may be early, not late. */
    private long beatBefore(long time) {
        return time - time % beatNanos();
    }

    private void schedule(long now) {
        due = waitingSince == NEVER ? nextPing : Math.min(nextPing, waitingSince + timeoutNanos());
        next = context.time().timer().after(Duration.ofNanos(due - now), this::look);
    }

    private long now() {
        return Duration.between(Instant.EPOCH, context.time().steady().instant())
                .toNanos();
    }
}
