package io.parley.protocol;

import java.util.Optional;

/**
 * What somebody says.
 *
 * @param text the words, at least one character; none where they have been erased
 * @param data a JSON text that travels along, checked and without white space around it
 */
public record Body(String text, Optional<String> data) {

    /** What is left where somebody's words have been erased: nothing but their place. */
    public static final Body ERASED = new Body("", Optional.empty());

    /**
     * Words only.
     *
     * @param text the words
     * @return the body
     */
    public static Body of(String text) {
        return new Body(text, Optional.empty());
    }

    /**
     * Whether the words have been erased.
     *
     * @return true where there are none
     */
    public boolean isErased() {
        return text.isEmpty();
    }
}
