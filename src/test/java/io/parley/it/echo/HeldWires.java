package io.parley.it.echo;

import io.parley.session.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Passes the hold on a connection from the filter to the configurator below it, on the same thread. */
@ApplicationScoped
public class HeldWires {

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Optional<Wire>> held = ThreadLocal.withInitial(Optional::empty);

    /** Made by the container. */
    public HeldWires() {}

    void leave(Optional<Wire> wire) {
        held.set(wire);
    }

    Optional<Wire> collect() {
        Optional<Wire> wire = held.get();
        held.remove();
        return wire;
    }
}
