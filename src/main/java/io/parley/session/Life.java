package io.parley.session;

import io.parley.protocol.CloseReason;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one connection stands, and how it came to close. May be used by any thread; fields are guarded by this, and
 * nobody is called under it but those who say that they may be.
 */
final class Life {

    /** A close on purpose that has begun. */
    record Farewell(CloseReason reason, Optional<Duration> retryAfter) {}

    private LifeState state = LifeState.OPENING;
    private @Nullable Farewell farewell;
    private Timer.Scheduled deadline = () -> {};
    private int underWay;

    /** The chat takes it up: announces it, unless it has begun to close. */
    synchronized void open(Runnable announce) {
        state = state.after(LifeSignal.OPENED);
        if (state == LifeState.OPEN) {
            announce.run();
        }
    }

    /** Begins to close on purpose, with a deadline for it; does nothing where it closes already. */
    synchronized void close(Farewell begun, Timer timer, Duration patience, Runnable late) {
        if (!state.isClosing()) {
            state = state.after(LifeSignal.CLOSE_BEGUN);
            farewell = begun;
            deadline.cancel();
            deadline = timer.after(patience, late);
        }
    }

    /** Sets a deadline for an end that somebody else is to tell of; a close that has begun has one already. */
    synchronized void awaitEnd(Timer timer, Duration patience, Runnable late) {
        if (!state.isClosing()) {
            deadline.cancel();
            deadline = timer.after(patience, late);
        }
    }

    /** Something begins that is to be answered before a farewell. */
    synchronized void answering() {
        underWay++;
    }

    /** It is answered. */
    synchronized void answered() {
        underWay--;
    }

    /** The farewell that can be said now. */
    synchronized Optional<Farewell> dueFarewell() {
        return underWay > 0 || state == LifeState.CLOSED ? Optional.empty() : Optional.ofNullable(farewell);
    }

    /** Closes at once; the reason that counts, which is the first one. */
    synchronized CloseReason cut(CloseReason reason) {
        state = state.after(LifeSignal.CLOSE_BEGUN);
        if (farewell == null) {
            farewell = new Farewell(reason, Optional.empty());
        }
        return farewell.reason();
    }

    /**
     * Somebody else has ended it. What counts as its end, which is nothing that was made of the echo of our own close;
     * empty where it has ended before.
     */
    synchronized Optional<Ending> endedBy(Ending other) {
        if (state != LifeState.CLOSED && other.by() == Ending.By.PEER) {
            boolean echo = state == LifeState.CLOSING_BY_US;
            state = state.after(LifeSignal.CLOSE_RECEIVED);
            if (echo) {
                deadline.cancel();
                return Optional.of(ours(other));
            }
        }
        return end() ? Optional.of(ours(other)) : Optional.empty();
    }

    private Ending ours(Ending other) {
        return farewell == null ? other : Ending.byServer(farewell.reason());
    }

    /** Ends it; true where this call did. */
    synchronized boolean end() {
        boolean ended = state != LifeState.CLOSED;
        state = state.after(LifeSignal.ENDED);
        deadline.cancel();
        return ended;
    }

    synchronized boolean isClosing() {
        return state.isClosing();
    }
}
