package io.parley.web;

import io.parley.config.TransportChoice;
import io.parley.frame.inspection.FrameInspection;
import io.parley.session.Wire;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Port: a server that lets us have a hold on its connections. May be used by any thread. */
public interface Tap {

    /** Of a server that lets nobody. */
    Tap NONE = new Tap() {
        @Override
        public Optional<Held> hold(HttpServletRequest request, Supplier<FrameInspection> inspections) {
            return Optional.empty();
        }

        @Override
        public TransportChoice transport() {
            return TransportChoice.PORTABLE;
        }
    };

    /**
     * A connection that is held.
     *
     * @param wire the hold
     * @param request what the handshake has to go on with, for the hold to be there when the server upgrades it
     */
    record Held(Wire wire, HttpServletRequest request) {}

    /**
     * Takes hold of the connection of a handshake.
     *
     * @param request the handshake's, worked at on this thread
     * @param inspections makes what sees its frames, and is told when it is gone
     * @return the hold; empty where there is none on this kind of connection
     */
    Optional<Held> hold(HttpServletRequest request, Supplier<FrameInspection> inspections);

    /**
     * How messages are sent by the {@linkplain Wire#sender() sender} of a hold.
     *
     * @return the same for all connections; {@link TransportChoice#PORTABLE} where a hold has none
     */
    TransportChoice transport();

    /**
     * From now on, and for as long as the connection lives, whoever writes to it waits while anything written waits to
     * leave: where the server lets that be said of HTTP/1, and would keep more than a connection may take. Else it does
     * nothing. To be called on the thread that works at the request.
     *
     * @param request the connection's
     */
    default void keepsLittle(HttpServletRequest request) {}

    /** The application ends: what the tap has of the system is given back. Connections that are still there live on. */
    default void close() {}
}
