package io.parley.protocol;

/** Sizes of text in UTF-8 (RFC 3629), without encoding it. */
public final class Utf8 {

    private Utf8() {}

    /**
     * How many bytes a text takes. A lone surrogate counts as the three bytes of its replacement character.
     *
     * @param text any text
     * @return its size in bytes
     */
    public static int sizeBytes(CharSequence text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                boolean pair = startsPair(text, i);
                bytes += pair || c >= 0x800 ? 2 : 1;
                i += pair ? 1 : 0;
            }
        }
        return bytes;
    }

    /**
     * Cuts a text so that it fits, never inside a character.
     *
     * @param text any text
     * @param maxBytes the room there is
     * @return the text, or its longest beginning that fits
     */
    public static String cut(String text, int maxBytes) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int chars = startsPair(text, i) ? 2 : 1;
            bytes += sizeBytes(text.subSequence(i, i + chars));
            if (bytes > maxBytes) {
                return text.substring(0, i);
            }
            i += chars;
        }
        return text;
    }

    /**
     * Whether a text is well-formed: each surrogate is half of a pair.
     *
     * @param text any text
     * @return false where it holds a lone surrogate, which UTF-8 cannot carry
     */
    public static boolean isWellFormed(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!startsPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean startsPair(CharSequence text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
