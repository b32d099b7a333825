package io.parley.log.memory;

import io.parley.log.RoomLog;
import java.util.function.Consumer;

/**
 * One listener of one room, until it is ended.
 *
 * <p>{@link #tell} is called by one thread at a time, the room's {@link HandOut}; {@link #end} by any.
 */
final class Subscriber {

    private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());

    private final RoomLog.Listener listener;
    private volatile boolean ended;

    Subscriber(RoomLog.Listener listener) {
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
    void end() {
        ended = true;
    }
}
