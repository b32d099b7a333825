package io.parley.log.feed;

import io.parley.log.RoomLog;
import java.util.function.Consumer;

/**
 * One listener of one room, until it is ended.
 *
 * <p>Told by one thread at a time, the room's {@link Feed}; {@link #end} is for any.
 */
public final class Subscriber {

    private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());

    private final RoomLog.Listener listener;
    private volatile boolean ended;

    /**
     * A listener that has been told nothing.
     *
     * @param listener whom to call
     */
    public Subscriber(RoomLog.Listener listener) {
        this.listener = listener;
    }

    /** Calls the listener, unless ended. Whatever it throws stays here: it would end the hand-out for all others. */
    void tell(Consumer<RoomLog.Listener> call) {
        if (ended) {
            return;
        }
        try {
            call.accept(listener);
        } catch (Throwable fault) {
            LOG.log(System.Logger.Level.ERROR, "a listener of a room's log failed", fault);
        }
    }

    /** From now on no further call begins. */
    public void end() {
        ended = true;
    }
}
