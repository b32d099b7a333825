package io.parley.codec;

import io.parley.protocol.Utf8;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Walks a JSON text (RFC 8259), and looks at each part for what a receiver could stumble over: nesting and numbers
 * beyond bounds (RFC 8259, section 9 allows them), lone surrogates (section 8.2). Such a flaw is noted and the walk
 * goes on, since a {@code ref} may follow; only a text that is not JSON ends it. Work and memory are linear in the
 * text.
 *
 * <p>For one thread.
 */
final class GuardedParser implements AutoCloseable {

    /** Arrays and objects that may be open at once, the message itself among them. */
    static final int MAX_DEPTH = 64;

    /** More than any binary64 number needs, even one written without an exponent (RFC 8259, section 6). */
    static final int MAX_NUMBER_CHARS = 1000;

    /** More than any binary64 number needs (RFC 8259, section 6). */
    static final int MAX_EXPONENT = 999;

    private static final Pattern EXPONENT_WITHIN_BOUND = Pattern.compile("[^eE]*(?:[eE][+-]?0*[0-9]{1,3})?");

    private final Source source;
    private final JsonParser parser;
    private int depth;
    private String member = "";
    private String string = "";
    private Optional<Fault> flaw = Optional.empty();

    GuardedParser(JsonParserFactory parsers, String text) {
        this.source = new Source(text);
        this.parser = parsers.createParser(source);
    }

    /**
     * Goes to the next part.
     *
     * @throws Fault the first flaw, where the text is not JSON or ends here
     */
    Event next() {
        Event event = advance();
        switch (event) {
            case START_OBJECT, START_ARRAY -> open();
            case END_OBJECT, END_ARRAY -> depth--;
            case KEY_NAME -> name(parser.getString());
            case VALUE_STRING -> string(parser.getString());
            case VALUE_NUMBER -> number(parser.getString());
            default -> string = "";
        }
        return event;
    }

    /** The name, the string, or the number's own spelling at which the walk is. */
    String string() {
        return string;
    }

    /** Goes to the end of the array or object that {@link #next} has just opened. */
    void skip() {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** Notes a flaw; the first one counts. */
    void note(String words) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(Fault.badRequest(words));
        }
    }

    /**
     * The text must end here, and must have been without flaw.
     *
     * @throws Fault the first flaw
     */
    void end() {
        if (!atEnd()) {
            note("more than one JSON value");
        }
        if (flaw.isPresent()) {
            throw flaw.get();
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    private Event advance() {
        try {
            return parser.next();
        } catch (JsonParsingException e) {
            throw flaw.orElseGet(() -> notJson(e.getLocation()));
        } catch (RuntimeException e) {
            // The end of the text, or a bound of the provider's own: not every provider says so by a JsonException.
            throw flaw.orElseGet(() -> Fault.badRequest("not JSON: it cannot be read"));
        }
    }

    private boolean atEnd() {
        try {
            return !parser.hasNext();
        } catch (JsonException e) {
            return false;
        }
    }

    private Fault notJson(JsonLocation location) {
        long character = location.getStreamOffset() + 1;
        return Fault.badRequest(
                source.exhausted
                        ? "not JSON: the text ends too early"
                        : "not JSON: not expected near character " + character);
    }

    private void open() {
        depth++;
        if (depth > MAX_DEPTH) {
            note(place() + " is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private void name(String name) {
        if (depth == 1) {
            member = name;
        }
        string = name;
        if (!Utf8.isWellFormed(name)) {
            note(depth == 1 ? "a member name holds a lone surrogate" : place() + " holds a lone surrogate");
        }
    }

    private void string(String value) {
        string = value;
        if (!Utf8.isWellFormed(value)) {
            note(place() + " holds a lone surrogate");
        }
    }

    private void number(String literal) {
        string = literal;
        if (literal.length() > MAX_NUMBER_CHARS) {
            note(place() + " holds a number of more than " + MAX_NUMBER_CHARS + " characters");
        } else if (!EXPONENT_WITHIN_BOUND.matcher(literal).matches()) {
            note(place() + " holds a number with an exponent beyond " + MAX_EXPONENT);
        }
    }

    private String place() {
        return Excerpt.name(member);
    }

    /** Knows whether somebody wanted to read on at its end: the locations that parsers give there cannot be trusted. */
    private static final class Source extends StringReader {

        private boolean exhausted;

        Source(String text) {
            super(text);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int chars = super.read(buffer, offset, length);
            exhausted |= chars < 0;
            return chars;
        }
    }
}
