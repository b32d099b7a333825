package io.parley.codec;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.EventEncoder;
import io.parley.protocol.Outbound;
import jakarta.json.Json;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParserFactory;
import java.util.Map;

/**
 * Turns an event into JSON. The text is well-formed whatever an application or a log has put into the event: a lone
 * surrogate becomes U+FFFD. The {@code data} of a message goes in as it is, but for white space.
 *
 * <p>May be used by any thread.
 */
public final class JsonEventEncoder implements EventEncoder {

    private final JsonGeneratorFactory generators = Json.createGeneratorFactory(Map.of());
    private final JsonParserFactory parsers = Json.createParserFactory(Map.of());
    private final Scratches scratches = new Scratches();

    /** An encoder; one is enough for all. */
    public JsonEventEncoder() {}

    /**
     * Encodes an event.
     *
     * @param outbound the event in its envelope
     * @return its text
     * @throws IllegalArgumentException if the {@code data} is not JSON
     */
    @Override
    public EncodedEvent encode(Outbound outbound) {
        Event event = outbound.event();
        Scratch scratch = scratches.take();
        JsonOut out = new JsonOut(generators.createGenerator(scratch));
        out.begin();
        event.dispatch(new EventWriter(out, outbound.ref(), parsers));
        out.end();
        out.close();
        EncodedEvent encoded = new EncodedEvent(scratch.take(), event instanceof Event.Typing);
        scratches.giveBack(scratch);
        return encoded;
    }
}
