package io.parley.protocol;

import java.util.Optional;

/**
 * The name of a room: 1 to 128 of {@code A-Z a-z 0-9 . _ ~ @ -}, case-sensitive.
 *
 * @param value the name as it travels
 */
public record RoomName(String value) implements Comparable<RoomName> {

    private static final int MAX_CHARS = 128;
    private static final String MARKS = "._~@-";

    /**
     * Checks the name.
     *
     * @param value the name
     * @throws IllegalArgumentException if it is none
     */
    public RoomName {
        if (!isValid(value)) {
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
        return isValid(value) ? Optional.of(new RoomName(value)) : Optional.empty();
    }

    /** Each command with a room asks, and each newcomer: without a matcher. */
    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
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
