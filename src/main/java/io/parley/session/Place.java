package io.parley.session;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A place that is kept for one caller from the handshake to the end of the connection. May be used by any thread. */
public final class Place implements Admission.Answer {

    private enum State {
        KEPT,
        TAKEN,
        GIVEN_BACK
    }

    private final Caller caller;
    private final Runnable onGiveBack;
    private volatile Timer.Scheduled expiry = () -> {};
    private final AtomicReference<State> state = new AtomicReference<>(State.KEPT);

    Place(Caller caller, Runnable onGiveBack) {
        this.caller = caller;
        this.onGiveBack = onGiveBack;
    }

    /**
     * Who it is kept for.
     *
     * @return the caller
     */
    public Caller caller() {
        return caller;
    }

    /**
     * The connection is there.
     *
     * @return false where it came too late, and the place is another's
     */
    public boolean take() {
        expiry.cancel();
        return state.compareAndSet(State.KEPT, State.TAKEN);
    }

    /** Keeps the place no longer than that. Called once, before anybody else knows of it. */
    void keepFor(Duration time, Timer timer) {
        expiry = timer.after(time, this::expire);
    }

    private void expire() {
        if (state.compareAndSet(State.KEPT, State.GIVEN_BACK)) {
            onGiveBack.run();
        }
    }

    /** The connection is gone, or will not come. May be called again. */
    public void giveBack() {
        expiry.cancel();
        if (state.getAndSet(State.GIVEN_BACK) != State.GIVEN_BACK) {
            onGiveBack.run();
        }
    }
}
