package io.parley.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web origin in its serialization (RFC 6454, section 6.2): {@code scheme://host[:port]}, or {@code null}. Scheme and
 * host are in lower case and the default port is left out, so that equal origins have equal text (sections 4 and 5).
 *
 * @param value the serialization
 */
public record Origin(String value) {

    /** What a page without an origin of its own sends. */
    public static final Origin NULL = new Origin("null");

    private static final Pattern FORMAT = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
            + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:(?<port>[0-9]{1,5}))?");
    private static final int MAX_PORT = 65_535;

    /**
     * Checks and normalises an origin.
     *
     * @param value the serialization, in any case
     * @throws IllegalArgumentException if it is none
     */
    public Origin {
        String given = value;
        value = normalised(given).orElseThrow(() -> new IllegalArgumentException("no serialized origin: " + given));
    }

    /**
     * Reads an origin.
     *
     * @param text any text, such as an {@code Origin} header (RFC 6454, section 7)
     * @return the origin, or empty where the text is none
     */
    public static Optional<Origin> parse(String text) {
        return normalised(text).map(Origin::new);
    }

    /**
     * Whether this is {@code null}, which is shared by pages that have nothing to do with each other.
     *
     * @return true for {@link #NULL}
     */
    public boolean isNull() {
        return equals(NULL);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Optional<String> normalised(String text) {
        if (text.equals("null")) {
            return Optional.of(text);
        }
        Matcher parts = FORMAT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        String host = parts.group("host").toLowerCase(Locale.ROOT);
        String portText = parts.group("port");
        if (portText == null) {
            return Optional.of(scheme + "://" + host);
        }
        int port = Integer.parseInt(portText);
        if (port == 0 || port > MAX_PORT) {
            return Optional.empty();
        }
        return Optional.of(scheme + "://" + host + (isDefault(scheme, port) ? "" : ":" + port));
    }

    private static boolean isDefault(String scheme, int port) {
        return (scheme.equals("http") && port == 80) || (scheme.equals("https") && port == 443);
    }
}
