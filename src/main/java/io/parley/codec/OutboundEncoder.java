package io.parley.codec;

import io.parley.protocol.EventEncoder;
import io.parley.protocol.Outbound;
import jakarta.websocket.Encoder;

/**
 * Hands events to the container as text, for what is sent through the Jakarta WebSocket API.
 *
 * <p>Keeps no state; may be used by any thread.
 */
public final class OutboundEncoder implements Encoder.Text<Outbound> {

    private final EventEncoder events;

    /** An encoder that a container can make by itself; each one looks the JSON provider up, once. */
    public OutboundEncoder() {
        this(new JsonEventEncoder());
    }

    /**
     * An encoder over the one place that knows how events are written.
     *
     * @param events turns an event into JSON
     */
    public OutboundEncoder(EventEncoder events) {
        this.events = events;
    }

    /**
     * Encodes an event.
     *
     * @param outbound the event in its envelope
     * @return its JSON text
     */
    @Override
    public String encode(Outbound outbound) {
        return events.encode(outbound).text();
    }
}
