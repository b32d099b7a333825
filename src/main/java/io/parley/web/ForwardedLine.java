package io.parley.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one {@code Forwarded} header (RFC 7239, section 4): elements parted by commas, pairs by semicolons, values that
 * are tokens or quoted strings. More lenient than the grammar where proxies are: white space may stand around a
 * separator, and a value without quotes may have any characters but those that part values. For one thread.
 */
final class ForwardedLine {

    private static final char END = '\0';

    private final String text;
    private final List<Map<String, String>> elements = new ArrayList<>();
    private int position;

    private ForwardedLine(String text) {
        this.text = text;
    }

    /**
     * The elements in their order, each with its parameters by their names in lower case; empty where it is malformed.
     */
    static Optional<List<Map<String, String>>> parse(String text) {
        ForwardedLine line = new ForwardedLine(text);
        return text.indexOf(END) < 0 && line.readElements() ? Optional.of(line.elements) : Optional.empty();
    }

    private boolean readElements() {
        Map<String, String> element = new HashMap<>();
        while (true) {
            skipSpace();
            if (!isSeparator(next()) && !readPair(element)) {
                return false;
            }
            skipSpace();
            char separator = next();
            if (!isSeparator(separator)) {
                return false;
            }
            if (separator != ';' && !element.isEmpty()) {
                elements.add(element);
                element = new HashMap<>();
            }
            if (separator == END) {
                return true;
            }
            position++;
        }
    }

    /** A parameter occurs once in an element at most. */
    private boolean readPair(Map<String, String> element) {
        int start = position;
        while (!isSeparator(next()) && next() != '=') {
            position++;
        }
        String name = text.substring(start, position).toLowerCase(Locale.ROOT);
        if (next() != '=' || !name.matches("[-a-z0-9!#$%&'*+.^_`|~]+")) {
            return false;
        }
        position++;
        Optional<String> value = next() == '"' ? quoted() : unquoted();
        return value.isPresent() && element.put(name, value.get()) == null;
    }

    /** A quoted string (RFC 9110, section 5.6.4). */
    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return Optional.of(value.toString());
            }
            if (c == '\\') {
                position++;
            }
            value.append(next());
        }
        return Optional.empty();
    }

    private Optional<String> unquoted() {
        int start = position;
        while (!isSeparator(next()) && next() != '"' && !isSpace(next())) {
            position++;
        }
        return start == position ? Optional.empty() : Optional.of(text.substring(start, position));
    }

    private void skipSpace() {
        while (isSpace(next())) {
            position++;
        }
    }

    private char next() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ';' || c == END;
    }
}
