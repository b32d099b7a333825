package io.parley.protocol;

/** The size of a text as a JSON string (RFC 8259, section 7), without writing it. */
final class JsonSize {

    private static final int ESCAPE_EXTRA = 5;

    private JsonSize() {}

    /** Bytes of the string with its quotes; each control character as a six-character escape, the most it can take. */
    static int ofString(String text) {
        int bytes = Utf8.sizeBytes(text) + 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                bytes++;
            } else if (c < 0x20 || c == 0x7f) {
                bytes += ESCAPE_EXTRA;
            } else if ((c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029) {
                bytes += ESCAPE_EXTRA - 1;
            }
        }
        return bytes;
    }
}
