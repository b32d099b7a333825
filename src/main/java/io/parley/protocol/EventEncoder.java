package io.parley.protocol;

/** Port: the one place that turns an event into JSON. */
@FunctionalInterface
public interface EventEncoder {

    /**
     * Encodes an event. May be called by any thread; does no I/O.
     *
     * @param outbound the event in its envelope
     * @return its text
     */
    EncodedEvent encode(Outbound outbound);
}
