package io.parley.session;

import java.util.Optional;

/** Port: a server that lets us have a hold on its connections. May be used by any thread. */
@FunctionalInterface
public interface Tap {

    /** Of a server that lets nobody. */
    Tap NONE = Optional::empty;

    /**
     * Takes hold of the connection whose handshake is worked at on this thread.
     *
     * @return the hold; empty where there is none on this kind of connection
     */
    Optional<Wire> hold();
}
