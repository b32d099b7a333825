package io.parley.codec;

import io.parley.protocol.Utf8;

/** Text that UTF-8 can carry (RFC 8259, section 8.2): a lone surrogate becomes the replacement character. */
final class WellFormed {

    private static final char REPLACEMENT = '\ufffd';

    private WellFormed() {}

    static String of(String text) {
        return Utf8.isWellFormed(text) ? text : repaired(text);
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().forEach(c -> repaired.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c));
        return repaired.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
