package io.parley.protocol;

import java.util.Optional;

/**
 * An event in its envelope.
 *
 * @param event the event
 * @param ref that of the command which it answers
 */
public record Outbound(Event event, Optional<String> ref) {

    /**
     * An event that answers nothing.
     *
     * @param event the event
     * @return its envelope
     */
    public static Outbound of(Event event) {
        return new Outbound(event, Optional.empty());
    }
}
