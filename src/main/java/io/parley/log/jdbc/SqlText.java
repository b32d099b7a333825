package io.parley.log.jdbc;

/**
 * Texts as a database takes them: PostgreSQL stores no U+0000, so it is written as U+001A 0, and U+001A as U+001A 1.
 * All else stays as it is.
 */
final class SqlText {

    private static final char NUL = '\0';
    private static final char ESCAPE = '\u001A';

    private SqlText() {}

    static String encode(String text) {
        if (text.indexOf(NUL) < 0 && text.indexOf(ESCAPE) < 0) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case NUL -> encoded.append(ESCAPE).append('0');
                case ESCAPE -> encoded.append(ESCAPE).append('1');
                default -> encoded.append(c);
            }
        }
        return encoded.toString();
    }

    static String decode(String stored) {
        int next = stored.indexOf(ESCAPE);
        if (next < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        int done = 0;
        while (next >= 0 && next + 1 < stored.length()) {
            text.append(stored, done, next).append(stored.charAt(next + 1) == '0' ? NUL : ESCAPE);
            done = next + 2;
            next = stored.indexOf(ESCAPE, done);
        }
        return text.append(stored, done, stored.length()).toString();
    }
}
