package io.parley.session;

import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.Optional;

/**
 * A place that is kept for one caller from the handshake to the end of the connection. May be used by any thread. Its
 * own lock guards the fields; within it, that of {@link Admission} is taken, never the other way round.
 */
public final class Place implements Admission.Answer {

    private enum State {
        KEPT,
        TAKEN,
        GIVEN_BACK
    }

    private static final Timer.Scheduled NONE = () -> {};

    private final Admission admission;
    private Caller caller;
    private Timer.Scheduled expiry = NONE;
    private State state = State.KEPT;

    Place(Caller caller, Admission admission) {
        this.caller = caller;
        this.admission = admission;
    }

    /**
     * Who it is kept for.
     *
     * @return the caller, with the user once that is known
     */
    public synchronized Caller caller() {
        return caller;
    }

    /**
     * The connection is there.
     *
     * @return false where it came too late, and the place is another's
     */
    public synchronized boolean take() {
        if (state != State.KEPT) {
            return false;
        }
        neverExpires();
        state = State.TAKEN;
        return true;
    }

    /**
     * Says who the caller is, where nobody knew at the handshake: from now on the place counts as one of that user's.
     *
     * @param user such as a guest who is new
     */
    public synchronized void identify(UserKey user) {
        if (state != State.GIVEN_BACK && caller.user().isEmpty()) {
            caller = new Caller(caller.address(), caller.counted(), Optional.of(user));
            admission.countUser(user);
        }
    }

    /** Keeps the place no longer than that. Called once, before anybody else knows of it. */
    synchronized void keepFor(Duration time, Timer timer) {
        expiry = timer.after(time, this::expire);
    }

    /** A connection may live for long: nothing of the timer's is kept for it. */
    private void neverExpires() {
        expiry.cancel();
        expiry = NONE;
    }

    private synchronized void expire() {
        if (state == State.KEPT) {
            end();
        }
    }

    /** The connection is gone, or will not come. May be called again. */
    public synchronized void giveBack() {
        if (state != State.GIVEN_BACK) {
            neverExpires();
            end();
        }
    }

    private void end() {
        state = State.GIVEN_BACK;
        admission.giveBack(caller);
    }
}
