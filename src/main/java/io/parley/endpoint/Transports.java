package io.parley.endpoint;

import io.parley.session.Sender;
import io.parley.session.Transport;
import io.parley.session.Wire;
import jakarta.websocket.Session;
import java.util.Optional;

/** Makes the way to each peer. May be used by any thread. */
public final class Transports {

    private final boolean frames;

    /**
     * Of all connections.
     *
     * @param frames whether encoded frames are sent where the hold on a connection can, and not only text through the
     *     container
     */
    public Transports(boolean frames) {
        this.frames = frames;
    }

    /**
     * How they send.
     *
     * @return for people
     */
    @Override
    public String toString() {
        return frames ? "as encoded frames past the server's WebSocket layer" : "through the Jakarta API";
    }

    /** The way to one peer, with the hold on its connection where there is one. */
    Transport to(Session session, Optional<Wire> wire) {
        Optional<Sender> sender = frames ? wire.flatMap(Wire::sender) : Optional.empty();
        return new SessionTransport(session, sender.orElseGet(() -> new AsyncSender(session)), wire);
    }
}
