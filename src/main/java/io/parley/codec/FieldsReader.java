package io.parley.codec;

import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser.Event;

/**
 * Reads the object that a message is: its members into {@link Fields}, {@code since} into a group of its own,
 * {@code data} into compact JSON. All other arrays and objects are walked through and forgotten.
 */
final class FieldsReader {

    private static final String DATA = "data";
    private static final String SINCE = "since";

    private final JsonGeneratorFactory generators;

    FieldsReader(JsonGeneratorFactory generators) {
        this.generators = generators;
    }

    /**
     * Reads the whole text.
     *
     * @param parser at the beginning of the text
     * @param fields gets the members one by one, and keeps them where the rest is faulty
     * @throws Fault where the text is anything but one object without flaw
     */
    void read(GuardedParser parser, Fields fields) {
        if (parser.next() != Event.START_OBJECT) {
            throw Fault.badRequest("not an object");
        }
        members(parser, fields);
        parser.end();
    }

    /** RFC 8259, section 4: names should be unique, since readers differ in what they make of the others. */
    private void members(GuardedParser parser, Fields fields) {
        while (parser.next() == Event.KEY_NAME) {
            String name = parser.string();
            if (fields.has(name)) {
                parser.note("duplicate member " + Excerpt.quoted(fields.path(name)));
            }
            fields.put(name, value(parser, parser.next(), fields.path(name)));
        }
    }

    private Value value(GuardedParser parser, Event event, String path) {
        if (path.equals(DATA) && event != Event.VALUE_NULL) {
            return new Value.Json(JsonCopy.compact(parser, event, generators));
        }
        return switch (event) {
            case VALUE_STRING -> new Value.Text(parser.string());
            case VALUE_NUMBER -> new Value.Numeral(parser.string());
            case VALUE_TRUE, VALUE_FALSE -> new Value.Flag(event == Event.VALUE_TRUE);
            case VALUE_NULL -> new Value.Nothing();
            default -> structure(parser, event, path);
        };
    }

    private Value structure(GuardedParser parser, Event event, String path) {
        if (event == Event.START_OBJECT && path.equals(SINCE)) {
            Fields since = new Fields(path + ".");
            members(parser, since);
            return new Value.Group(since);
        }
        parser.skip();
        return new Value.Other();
    }
}
