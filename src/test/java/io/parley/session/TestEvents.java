package io.parley.session;

import io.parley.protocol.EncodedEvent;

/** Events of any size. */
final class TestEvents {

    private TestEvents() {}

    /**
     * A frame of so many bytes, of which the text and two for the header are the least; blanks make up for the rest.
     */
    static EncodedEvent event(String text, int bytes) {
        int shortHeader = 2;
        int longHeader = 4;
        int header = bytes - shortHeader < 126 ? shortHeader : longHeader;
        return new EncodedEvent(text + " ".repeat(Math.max(0, bytes - header - text.length())), false);
    }
}
