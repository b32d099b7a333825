package io.parley.codec;

import jakarta.json.Json;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParserFactory;
import java.util.Map;

/**
 * Checks the {@code data} of a message that an application publishes: it is held to the same bounds as a client's.
 * Keeps no state; may be used by any thread.
 */
public final class JsonData {

    private final JsonParserFactory parsers = Json.createParserFactory(Map.of());
    private final JsonGeneratorFactory generators = Json.createGeneratorFactory(Map.of());

    /** A checker; one is enough for all. */
    public JsonData() {}

    /**
     * Takes the white space out of a JSON text.
     *
     * @param text one JSON value
     * @return the same value, compact
     * @throws IllegalArgumentException if the text is not one JSON value, or beyond the bounds on nesting and numbers
     */
    public String compact(String text) {
        try (GuardedParser parser = new GuardedParser(parsers, text)) {
            String compact = JsonCopy.compact(parser, parser.next(), generators);
            parser.end();
            return compact;
        } catch (Fault fault) {
            throw new IllegalArgumentException("data: " + fault.getMessage(), fault);
        }
    }
}
