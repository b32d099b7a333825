package io.parley.endpoint;

import io.parley.chat.Handover;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What travels in user properties (Jakarta WebSocket, section 2.1) from the handshake to the opened session. Nothing of
 * it stays behind: WildFly keeps some sessions of peers that were gone at once.
 */
final class Luggage {

    private static final String LEFT = "io.parley.left";

    private Luggage() {}

    /** Leaves what the handshake has told for {@link #takeFrom}. */
    static void leave(EndpointConfig config, Handover.Left left) {
        config.getUserProperties().put(LEFT, left);
    }

    /** Takes what the handshake has left; containers copy it to the session as well. */
    static Handover.Left takeFrom(EndpointConfig config, Session session) {
        @Nullable Object taken = config.getUserProperties().remove(LEFT);
        session.getUserProperties().remove(LEFT);
        return (Handover.Left) Objects.requireNonNull(taken, "the handshake has not passed the filter");
    }
}
