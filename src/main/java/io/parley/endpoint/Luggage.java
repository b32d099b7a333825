package io.parley.endpoint;

import io.parley.chat.Arrival;
import io.parley.session.Handover;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What travels in user properties (Jakarta WebSocket, section 2.1) from the handshake to the opened session. Nothing of
 * it stays behind: WildFly keeps some sessions of peers that were gone at once.
 */
final class Luggage {

    private static final String ARRIVAL = "io.parley.arrival";
    private static final String LEFT = "io.parley.left";

    private Luggage() {}

    /** What the handshake's filter and the configurator know of whoever comes. */
    record OfHandshake(Arrival arrival, Handover.Left left) {}

    /** Leaves what the handshake has told for {@link #takeFrom}; nothing of the filter where that did not run. */
    static void leave(EndpointConfig config, Arrival arrival, Optional<Handover.Left> left) {
        config.getUserProperties().put(ARRIVAL, arrival);
        left.ifPresent(things -> config.getUserProperties().put(LEFT, things));
    }

    /** Takes what the handshake has left; containers copy it to the session as well. */
    static OfHandshake takeFrom(EndpointConfig config, Session session) {
        Arrival arrival = (Arrival) take(config, session, ARRIVAL, "the configurator has not read the handshake");
        Handover.Left left = (Handover.Left) take(config, session, LEFT, "the handshake has not passed the filter");
        return new OfHandshake(arrival, left);
    }

    private static Object take(EndpointConfig config, Session session, String key, String missing) {
        @Nullable Object taken = config.getUserProperties().remove(key);
        session.getUserProperties().remove(key);
        return Objects.requireNonNull(taken, missing);
    }
}
