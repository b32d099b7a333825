package io.parley.codec;

import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringWriter;

/** Copies a JSON value as a stream: white space goes, numbers keep their spelling, the order and all names stay. */
final class JsonCopy {

    private JsonCopy() {}

    /**
     * Copies one value, however deeply it is nested, without recursion.
     *
     * @param from where the value is read; afterwards at its end
     * @param first what {@code from} has just come to
     * @param to where a value may be written
     * @throws Fault where the text turns out not to be JSON
     */
    static void value(GuardedParser from, Event first, JsonOut to) {
        int open = part(from, first, to);
        while (open > 0) {
            open += part(from, from.next(), to);
        }
    }

    /** Copies one value into a text of its own. */
    static String compact(GuardedParser from, Event first, JsonGeneratorFactory generators) {
        StringWriter text = new StringWriter();
        JsonOut out = new JsonOut(generators.createGenerator(text));
        value(from, first, out);
        out.close();
        return text.toString();
    }

    /** Copies one part, and tells by how much the nesting changed. */
    private static int part(GuardedParser from, Event event, JsonOut to) {
        switch (event) {
            case START_OBJECT -> to.begin();
            case START_ARRAY -> to.beginArray();
            case END_OBJECT, END_ARRAY -> to.end();
            case KEY_NAME -> to.name(from.string());
            case VALUE_STRING -> to.value(from.string());
            case VALUE_NUMBER -> to.number(from.string());
            case VALUE_TRUE -> to.value(true);
            case VALUE_FALSE -> to.value(false);
            case VALUE_NULL -> to.nothing();
        }
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }
}
