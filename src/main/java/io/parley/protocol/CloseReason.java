package io.parley.protocol;

/**
 * A close code with its reason, as it goes into a close frame (RFC 6455, section 5.5.1).
 *
 * @param code the code
 * @param text the reason, at most 123 bytes of UTF-8: a longer one is cut on a character border
 */
public record CloseReason(CloseCode code, String text) {

    private static final int MAX_BYTES = 123;

    /**
     * Cuts the text to what a control frame holds (RFC 6455, section 5.5).
     *
     * @param code the code
     * @param text a reason of any length
     */
    public CloseReason {
        text = Utf8.cut(text, MAX_BYTES);
    }

    /**
     * The code with its own name as the reason.
     *
     * @param code the code
     * @return the reason
     */
    public static CloseReason of(CloseCode code) {
        return new CloseReason(code, code.label());
    }
}
