package io.parley.protocol;

import java.util.Optional;

/**
 * What somebody says.
 *
 * @param text the words, at least one character
 * @param data a JSON text that travels along, checked and without white space around it
 */
public record Body(String text, Optional<String> data) {

    /**
     * Words only.
     *
     * @param text the words
     * @return the body
     */
    public static Body of(String text) {
        return new Body(text, Optional.empty());
    }
}
