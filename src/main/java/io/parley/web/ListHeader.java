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
            int start = 0;
            while (start <= line.length()) {
                int comma = line.indexOf(',', start);
                int end = comma < 0 ? line.length() : comma;
                String element = line.substring(start, end).strip();
                if (!element.isEmpty()) {
                    elements.add(element);
                }
                start = end + 1;
            }
        }
        return elements;
    }
}
