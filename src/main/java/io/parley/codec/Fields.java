package io.parley.codec;

import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import io.parley.protocol.Utf8;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, by name. Each is asked for by the type that it must have; a wrong one is a {@link Fault}
 * that names it. A member that is {@code null} is as good as absent.
 *
 * <p>For one thread.
 */
final class Fields {

    /** The largest whole number that every JSON reader keeps exactly (RFC 8259, section 6). */
    static final long MAX_SEQ = (1L << 53) - 1;

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final String prefix;
    private final Map<String, Value> values = new HashMap<>();

    /** Begins without members; the prefix goes before their names in what people read. */
    Fields(String prefix) {
        this.prefix = prefix;
    }

    String path(String name) {
        return prefix.isEmpty() ? name : prefix + name;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Of members with the same name the first one counts. */
    void put(String name, Value value) {
        values.putIfAbsent(name, value);
    }

    Optional<String> text(String name) {
        return get(name, Value.Text.class, "a string").map(Value.Text::value);
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A string that is not empty. */
    String requiredWords(String name) {
        String words = requiredText(name);
        if (words.isEmpty()) {
            throw fault(name, " is empty");
        }
        return words;
    }

    /** A client's own key: 1 to {@link Limits#KEY_CHARS} characters. */
    Optional<String> key(String name) {
        Optional<String> key = text(name);
        int chars = key.map(String::length).orElse(1);
        if (chars == 0) {
            throw fault(name, " is empty");
        } else if (chars > Limits.KEY_CHARS) {
            throw fault(name, " has " + chars + " characters, at most " + Limits.KEY_CHARS);
        }
        return key;
    }

    /** The key if it is there and is one, whatever else is wrong. */
    Optional<String> keyIfValid(String name) {
        return values.get(name) instanceof Value.Text text && isKey(text.value())
                ? Optional.of(text.value())
                : Optional.empty();
    }

    Optional<RoomName> room(String name) {
        return text(name).map(value -> {
            try {
                return new RoomName(value);
            } catch (IllegalArgumentException e) {
                throw fault(name, ": " + e.getMessage());
            }
        });
    }

    RoomName requiredRoom(String name) {
        return room(name).orElseThrow(() -> missing(name));
    }

    boolean requiredFlag(String name) {
        return get(name, Value.Flag.class, "true or false")
                .orElseThrow(() -> missing(name))
                .value();
    }

    /** A place in a log: 0 to {@link #MAX_SEQ}. */
    OptionalLong seq(String name) {
        Optional<Long> seq = whole(name, 0, MAX_SEQ);
        return seq.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    long requiredSeq(String name) {
        return seq(name).orElseThrow(() -> missing(name));
    }

    OptionalInt count(String name, int min) {
        Optional<Long> count = whole(name, min, Integer.MAX_VALUE);
        return count.map(c -> OptionalInt.of(c.intValue())).orElseGet(OptionalInt::empty);
    }

    Optional<Fields> group(String name) {
        return get(name, Value.Group.class, "an object").map(Value.Group::fields);
    }

    Optional<String> json(String name) {
        return get(name, Value.Json.class, "JSON").map(Value.Json::text);
    }

    private Optional<Long> whole(String name, long min, long max) {
        String expected = "a whole number from " + min + " to " + max;
        Optional<String> literal = get(name, Value.Numeral.class, expected).map(Value.Numeral::literal);
        Optional<Long> number = literal.filter(l -> WHOLE.matcher(l).matches())
                .map(Long::valueOf)
                .filter(n -> n >= min && n <= max);
        if (literal.isPresent() && number.isEmpty()) {
            throw fault(name, " must be " + expected);
        }
        return number;
    }

    private <V extends Value> Optional<V> get(String name, Class<V> kind, String expected) {
        @Nullable Value value = values.get(name);
        if (value == null || value instanceof Value.Nothing) {
            return Optional.empty();
        }
        if (!kind.isInstance(value)) {
            throw fault(name, " must be " + expected);
        }
        return Optional.of(kind.cast(value));
    }

    private static boolean isKey(String value) {
        return !value.isEmpty() && value.length() <= Limits.KEY_CHARS && Utf8.isWellFormed(value);
    }

    private Fault missing(String name) {
        return fault(name, " is missing");
    }

    private Fault fault(String name, String what) {
        return Fault.badRequest(path(name) + what);
    }
}
