package io.parley.web.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what stands in a query; what is wrong is named. */
final class Parameters {

    private Parameters() {}

    /** A whole number within bounds, or the default where there is none. */
    static int number(String name, @Nullable String text, int least, int most, int otherwise) {
        return (int) longNumber(name, text, least, most, otherwise);
    }

    /** The same for numbers without end. */
    static long longNumber(String name, @Nullable String text, long least, long most, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(name, least, most);
        }
        throw outside(name, least, most);
    }

    private static RuntimeException outside(String name, long least, long most) {
        return Problem.BAD_REQUEST.because(name + " has to be a whole number from " + least + " to " + most);
    }

    /** One of some words, or empty where there is none. */
    static <E extends Enum<E> & Word> Optional<E> word(String name, @Nullable String text, E[] words) {
        if (text == null) {
            return Optional.empty();
        }
        StringBuilder allowed = new StringBuilder();
        for (E word : words) {
            if (word.word().equals(text)) {
                return Optional.of(word);
            }
            allowed.append(allowed.isEmpty() ? "" : ", ").append(word.word());
        }
        throw Problem.BAD_REQUEST.because(name + " has to be one of " + allowed);
    }

    /** Something that has a word in queries. */
    interface Word {

        String word();
    }
}
