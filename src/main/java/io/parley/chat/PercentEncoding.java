package io.parley.chat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding of UTF-8 (RFC 3986, sections 2.1 and 2.5), read strictly: containers differ in what they make of it.
 */
final class PercentEncoding {

    private static final int HEX = 16;

    private PercentEncoding() {}

    /** The text; empty where the encoding, or the UTF-8 in it, is malformed, or a character stands raw that may not. */
    static Optional<String> decode(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                if (c <= ' ' || c > '~') {
                    return Optional.empty();
                }
                bytes.put((byte) c);
                continue;
            }
            int high = digit(raw, i + 1);
            int low = digit(raw, i + 2);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high * HEX + low));
            i += 2;
        }
        return utf8(bytes.flip());
    }

    private static int digit(String raw, int i) {
        return i < raw.length() && raw.charAt(i) < 0x80 ? Character.digit(raw.charAt(i), HEX) : -1;
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
