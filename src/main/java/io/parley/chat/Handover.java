package io.parley.chat;

import io.parley.session.Place;
import io.parley.session.Wire;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes who comes, the place and the hold on the connection from the handshake's filter to the endpoint, below it on
 * the same thread: Jakarta WebSocket offers no other way that every container has. May be used by any thread.
 */
public final class Handover {

    /** Of this deployment alone: a static one would be shared by all that a server's class loader serves. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Left> left = new ThreadLocal<>();

    /**
     * What was left.
     *
     * @param arrival who comes
     * @param place kept for the handshake that is under way
     * @param wire the hold on its connection, where there is one
     */
    public record Left(Arrival arrival, Place place, Optional<Wire> wire) {}

    /** Nothing was left yet. */
    public Handover() {}

    /**
     * Leaves something for whoever {@link #collect}s it on this thread.
     *
     * @param things of the handshake that is under way
     */
    public void leave(Left things) {
        left.set(things);
    }

    /**
     * Collects what was left on this thread.
     *
     * @return empty where there is nothing, or it was collected before
     */
    public Optional<Left> collect() {
        Optional<Left> things = Optional.ofNullable(left.get());
        left.remove();
        return things;
    }
}
