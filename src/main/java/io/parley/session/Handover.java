package io.parley.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes a place from the handshake's filter to the endpoint, below it on the same thread: Jakarta WebSocket offers no
 * other way that every container has. May be used by any thread.
 */
public final class Handover {

    /** Of this deployment alone: a static one would be shared by all that a server's class loader serves. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Place> left = new ThreadLocal<>();

    /** Nothing was left yet. */
    public Handover() {}

    /**
     * Leaves a place for whoever {@link #collect}s it on this thread.
     *
     * @param place kept for the handshake that is under way
     */
    public void leave(Place place) {
        left.set(place);
    }

    /**
     * Collects what was left on this thread.
     *
     * @return the place; empty where there is none, or it was collected before
     */
    public Optional<Place> collect() {
        Optional<Place> place = Optional.ofNullable(left.get());
        left.remove();
        return place;
    }
}
