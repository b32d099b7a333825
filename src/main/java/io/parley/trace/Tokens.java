package io.parley.trace;

import io.parley.frame.trace.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens in what a connection sends and hears: whoever has one is that guest, or that user. So no administrator is
 * shown them, and no capture has them. Looks for the members of the protocol that hold them ({@code guest} of
 * {@code connected}, {@code token} of {@code refresh}), wherever they stand; a text that only quotes one has its
 * quotation marks escaped, and is not taken for it.
 */
final class Tokens implements Secrets {

    private static final Pattern MEMBER = Pattern.compile("\"(?:guest|token)\"\\s*:\\s*\"([^\"]*)");
    private static final byte REPLACEMENT = '*';

    @Override
    public void hide(byte[] payload) {
        // One character for each byte
        Matcher members = MEMBER.matcher(new String(payload, StandardCharsets.ISO_8859_1));
        while (members.find()) {
            Arrays.fill(payload, members.start(1), members.end(1), REPLACEMENT);
        }
    }
}
