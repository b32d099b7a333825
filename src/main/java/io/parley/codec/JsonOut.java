package io.parley.codec;

import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Writes JSON that UTF-8 can carry: the one way to a generator in this package, so that no string and no name gets past
 * {@link WellFormed}. Also knows how the protocol writes times.
 *
 * <p>For one thread.
 */
final class JsonOut implements AutoCloseable {

    private final JsonGenerator json;

    JsonOut(JsonGenerator json) {
        this.json = json;
    }

    void begin() {
        json.writeStartObject();
    }

    void begin(String name) {
        json.writeStartObject(name);
    }

    void beginArray() {
        json.writeStartArray();
    }

    void beginArray(String name) {
        json.writeStartArray(name);
    }

    void end() {
        json.writeEnd();
    }

    void name(String name) {
        json.writeKey(WellFormed.of(name));
    }

    void value(String value) {
        json.write(WellFormed.of(value));
    }

    void value(boolean value) {
        json.write(value);
    }

    void number(String literal) {
        json.write(new NumberLiteral(literal));
    }

    void nothing() {
        json.writeNull();
    }

    void member(String name, String value) {
        json.write(name, WellFormed.of(value));
    }

    void member(String name, long value) {
        json.write(name, value);
    }

    void member(String name, boolean value) {
        json.write(name, value);
    }

    /** A time, in milliseconds since the epoch. */
    void member(String name, Instant at) {
        json.write(name, at.toEpochMilli());
    }

    /** A duration, in milliseconds. */
    void member(String name, Duration duration) {
        json.write(name, duration.toMillis());
    }

    void member(String name, List<String> values) {
        json.writeStartArray(name);
        values.forEach(this::value);
        json.writeEnd();
    }

    /** A member that stands only where it is true. */
    void memberIfTrue(String name, boolean value) {
        if (value) {
            json.write(name, true);
        }
    }

    /** A member that stands only where it has values. */
    void memberIfAny(String name, List<String> values) {
        if (!values.isEmpty()) {
            member(name, values);
        }
    }

    @Override
    public void close() {
        json.close();
    }
}
