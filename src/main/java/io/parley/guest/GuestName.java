package io.parley.guest;

import java.text.Normalizer;
import java.util.Optional;

/**
 * A name that a guest may bear: 1 to 32 code points of Unicode letters (general category L), decimal digits (Nd),
 * space, {@code -}, {@code _} and {@code .}, in normalisation form NFC, without a space at either end. The four Hangul
 * fillers are letters to Unicode but show nothing, and are refused. Lookalikes of different scripts are not told apart.
 *
 * @param value the name as it travels and is shown
 */
public record GuestName(String value) {

    private static final int MAX_CODE_POINTS = 32;
    private static final String MARKS = " -_.";
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0";

    /**
     * Checks the name.
     *
     * @param value the name
     * @throws IllegalArgumentException if it is none
     */
    public GuestName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a guest's name has 1 to 32 letters, digits, spaces, - _ and . in NFC, with no space at either end");
        }
    }

    /**
     * Reads a name that a peer sent.
     *
     * @param value any text
     * @return the name, or empty where the text is none
     */
    public static Optional<GuestName> parse(String value) {
        return isValid(value) ? Optional.of(new GuestName(value)) : Optional.empty();
    }

    /**
     * The key to compare by: two names are taken for one exactly when their keys are equal.
     *
     * @return the name after NFKC and case folding; not for display
     */
    public String folded() {
        return Folding.fold(value);
    }

    /**
     * Whether only the server may give it.
     *
     * @return true for {@code system}, and for {@code user} and digits, however they are written
     */
    public boolean isReserved() {
        return Folding.isReserved(folded());
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= 2 * MAX_CODE_POINTS
                && text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
                && !text.startsWith(" ")
                && !text.endsWith(" ")
                && text.codePoints().allMatch(GuestName::isAllowed)
                && Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    private static boolean isAllowed(int codePoint) {
        return MARKS.indexOf(codePoint) >= 0
                || Character.isDigit(codePoint)
                || (Character.isLetter(codePoint) && FILLERS.indexOf(codePoint) < 0);
    }
}
