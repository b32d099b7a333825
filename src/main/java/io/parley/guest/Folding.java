package io.parley.guest;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When two names count as one: compatibility normalisation (NFKC, UAX 15) and case folding. The JDK has no full case
 * folding; to lower, to upper and to lower case again comes to the same but for a few letters, where it folds more: the
 * dotless i to an i, for one.
 */
final class Folding {

    private static final String SYSTEM = "system";
    private static final Pattern GIVEN = Pattern.compile("user\\p{Nd}+");

    private Folding() {}

    /**
     * The key to compare names by.
     *
     * @param name any text, a principal's name for one
     * @return its key; the key of a key is the key itself
     */
    static String fold(String name) {
        String lower = nfkc(name).toLowerCase(Locale.ROOT);
        return nfkc(lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /**
     * Whether only the server may give the name: {@code system}, or {@code user} and digits of any script.
     *
     * @param folded a key
     * @return true where no guest may choose it
     */
    static boolean isReserved(String folded) {
        return folded.equals(SYSTEM) || GIVEN.matcher(folded).matches();
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
