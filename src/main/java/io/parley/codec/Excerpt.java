package io.parley.codec;

import java.util.regex.Pattern;

/** What a peer sent, made fit to be shown in a message for people: short, on one line, well-formed. */
final class Excerpt {

    static final int MAX_CHARS = 40;

    private static final Pattern PLAIN = Pattern.compile("\\w{1," + MAX_CHARS + "}");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{gc=Cc}|\\p{gc=Cf}|\\p{gc=Zl}|\\p{gc=Zp}");

    private Excerpt() {}

    /** The beginning of a text, in quotes. */
    static String quoted(String text) {
        String shown = text.length() > MAX_CHARS ? text.substring(0, border(text)) + "..." : text;
        return '"' + UNPRINTABLE.matcher(WellFormed.of(shown)).replaceAll("?") + '"';
    }

    /** A member's name, in quotes unless it is one plain word. */
    static String name(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    private static int border(String text) {
        boolean insidePair = Character.isSurrogatePair(text.charAt(MAX_CHARS - 1), text.charAt(MAX_CHARS));
        return insidePair ? MAX_CHARS - 1 : MAX_CHARS;
    }
}
