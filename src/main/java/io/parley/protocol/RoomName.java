package io.parley.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a room: 1 to 128 of {@code A-Z a-z 0-9 . _ ~ @ -}, case-sensitive.
 *
 * @param value the name as it travels
 */
public record RoomName(String value) implements Comparable<RoomName> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._~@-]{1,128}");

    /**
     * Checks the name.
     *
     * @param value the name
     * @throws IllegalArgumentException if it is none
     */
    public RoomName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("a room name has 1 to 128 of A-Z a-z 0-9 . _ ~ @ -");
        }
    }

    /**
     * Reads a name that a peer sent.
     *
     * @param value any text
     * @return the name, or empty where the text is none
     */
    public static Optional<RoomName> parse(String value) {
        return VALID.matcher(value).matches() ? Optional.of(new RoomName(value)) : Optional.empty();
    }

    @Override
    public int compareTo(RoomName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
