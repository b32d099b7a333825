package io.parley.chat;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The query of a request target, as a form writes it. Read here, since a container may decode it, or read a body for
 * it.
 */
final class QueryString {

    private QueryString() {}

    /** The first value of a parameter, still percent-encoded. */
    static Optional<String> first(String rawQuery, String parameter) {
        return Stream.of(rawQuery.split("&", -1))
                .filter(pair -> pair.equals(parameter) || pair.startsWith(parameter + "="))
                .findFirst()
                .map(pair -> pair.equals(parameter) ? "" : pair.substring(parameter.length() + 1))
                .map(value -> value.replace("+", "%20"));
    }
}
