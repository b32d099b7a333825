package io.parley.session;

import io.parley.protocol.EncodedEvent;
import io.parley.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one connection: encoded events in order, shared by reference, bounded in bytes and in age, one of them
 * under way at a time.
 *
 * <p>May be used by any thread. {@link #offer} only takes a lock that is never held over I/O, so it may be called under
 * a room's lock; whoever offered calls {@link #flush} afterwards, outside of locks. Mutable fields are guarded by
 * {@code lock}.
 */
final class Outbox {

    /** Who is told when the outbox has come to its end. Called once, outside of the lock. */
    interface Owner {

        /** The bound was passed: the peer does not read fast enough. What waited is gone. */
        void overflowed();

        /** All that was offered before {@link Outbox#finish} has left. */
        void finished();

        /** An event could not be sent: the connection is broken. What waited is gone. */
        void failed();
    }

    private enum State {
        OPEN,
        FINISHING,
        OVERFLOWED,
        FAILED,
        ENDED
    }

    /**
     * What has left.
     *
     * @param messages how many
     * @param bytes their payload
     */
    record Sent(long messages, long bytes) {}

    private record Slot(EncodedEvent event, Instant since) {}

    private final Object lock = new Object();
    private final ArrayDeque<Slot> waiting = new ArrayDeque<>(4);
    private final Transport transport;
    private final OutboxLimits limits;
    private final ConnectionContext.Time time;
    private final Owner owner;
    private State state = State.OPEN;
    private @Nullable Slot underWay;
    private boolean pumping;
    private Timer.@Nullable Scheduled watch;
    private long bytes;
    private long sentMessages;
    private long sentBytes;

    Outbox(Transport transport, OutboxLimits limits, ConnectionContext.Time time, Owner owner) {
        this.transport = transport;
        this.limits = limits;
        this.time = time;
        this.owner = owner;
    }

    /**
     * Puts events behind those that wait, with nothing between them. After the end, or past the bound, they are gone;
     * an event that may be dropped is, once half of the bound is taken.
     */
    void offer(List<EncodedEvent> events) {
        synchronized (lock) {
            Instant now = time.steady().instant();
            for (EncodedEvent event : events) {
                offer(event, now);
            }
        }
    }

    private void offer(EncodedEvent event, Instant now) {
        if (state != State.OPEN || (event.droppable() && bytes > limits.bytes() / 2)) {
            return;
        }
        if (bytes > 0 && (bytes + event.sizeBytes() > limits.bytes() || isTooOld(now))) {
            overflow();
            return;
        }
        waiting.add(new Slot(event, now));
        bytes += event.sizeBytes();
    }

    private boolean isTooOld(Instant now) {
        Slot oldest = underWay != null ? underWay : waiting.peek();
        return oldest != null && oldest.since().plus(limits.age()).isBefore(now);
    }

    private void forgetWaiting() {
        waiting.clear();
        bytes = underWay == null ? 0 : underWay.event().sizeBytes();
    }

    private void overflow() {
        state = State.OVERFLOWED;
        forgetWaiting();
    }

    /** Takes one last event; {@link Owner#finished} follows when all has left. Needs a {@link #flush}. */
    void finish(EncodedEvent last) {
        synchronized (lock) {
            if (state == State.OPEN) {
                waiting.add(new Slot(last, time.steady().instant()));
                bytes += last.sizeBytes();
                state = State.FINISHING;
            }
        }
    }

    /** Forgets what waits and takes no more; the owner is not told. */
    void end() {
        synchronized (lock) {
            state = State.ENDED;
            forgetWaiting();
            stopWatching();
        }
    }

    /** Bytes that wait or are under way. */
    long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    /** Whether nothing waits, and nothing is under way. */
    boolean isEmpty() {
        synchronized (lock) {
            return underWay == null && waiting.isEmpty();
        }
    }

    /** What has left so far. */
    Sent sent() {
        synchronized (lock) {
            return new Sent(sentMessages, sentBytes);
        }
    }

    /** Sends what waits, as far as nothing is under way. */
    void flush() {
        synchronized (lock) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        @Nullable Slot next = take();
        while (next != null) {
            transport.send(next.event().text(), this::done);
            next = take();
        }
        tellOwner();
        watch();
    }

    /** Sees to it that the age is looked at, also where nothing more is offered: once, as long as something waits. */
    private void watch() {
        synchronized (lock) {
            if (state == State.OPEN && underWay != null && watch == null) {
                Duration left = Duration.between(
                        time.steady().instant(), underWay.since().plus(limits.age()));
                watch = time.timer().after(left.plusMillis(1), this::look);
            }
        }
    }

    private void look() {
        synchronized (lock) {
            watch = null;
            if (state == State.OPEN && isTooOld(time.steady().instant())) {
                overflow();
            }
        }
        tellOwner();
        watch();
    }

    private void stopWatching() {
        if (watch != null) {
            watch.cancel();
            watch = null;
        }
    }

    /** The next event to send; with none, the caller no longer pumps. */
    private @Nullable Slot take() {
        synchronized (lock) {
            if (underWay == null) {
                underWay = waiting.poll();
                if (underWay != null) {
                    return underWay;
                }
            }
            pumping = false;
            return null;
        }
    }

    private void done(boolean sent) {
        boolean pump;
        synchronized (lock) {
            if (underWay != null) {
                bytes -= underWay.event().sizeBytes();
                count(underWay.event(), sent);
                underWay = null;
            }
            if (!sent && state != State.ENDED) {
                state = State.FAILED;
                forgetWaiting();
            }
            pump = !pumping;
        }
        if (pump) {
            flush();
        }
    }

    private void count(EncodedEvent event, boolean sent) {
        if (sent) {
            sentMessages++;
            sentBytes += event.sizeBytes();
        }
    }

    private void tellOwner() {
        switch (takeOutcome()) {
            case OVERFLOWED -> owner.overflowed();
            case FAILED -> owner.failed();
            case FINISHING -> owner.finished();
            case OPEN, ENDED -> {}
        }
    }

    /** How the outbox came to its end, given out once; {@code OPEN} as long as it has not. */
    private State takeOutcome() {
        synchronized (lock) {
            boolean drained = waiting.isEmpty() && underWay == null;
            if (state == State.OPEN || (state == State.FINISHING && !drained)) {
                return State.OPEN;
            }
            State outcome = state;
            state = State.ENDED;
            stopWatching();
            return outcome;
        }
    }
}
