package io.parley.web;

import java.util.ArrayList;
import java.util.List;

/** Headers that are lists (RFC 9110, section 5.6.1). */
final class ListHeader {

    private ListHeader() {}

    /** The elements of all lines of a header, in order, without the white space around them; empty ones are none. */
    static List<String> elements(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            for (String part : line.split(",", -1)) {
                String element = part.strip();
                if (!element.isEmpty()) {
                    elements.add(element);
                }
            }
        }
        return elements;
    }
}
