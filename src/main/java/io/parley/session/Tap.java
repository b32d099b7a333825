package io.parley.session;

import io.parley.frame.inspection.FrameInspection;
import java.util.Optional;
import java.util.function.Supplier;

/** Port: a server that lets us have a hold on its connections. May be used by any thread. */
@FunctionalInterface
public interface Tap {

    /** Of a server that lets nobody. */
    Tap NONE = inspections -> Optional.empty();

    /**
     * Takes hold of the connection whose handshake is worked at on this thread.
     *
     * @param inspections makes what sees its frames, and is told when it is gone
     * @return the hold; empty where there is none on this kind of connection
     */
    Optional<Wire> hold(Supplier<FrameInspection> inspections);
}
