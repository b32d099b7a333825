package io.parley.session;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.EventEncoder;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.Outbound;
import io.parley.time.Timer;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What connections work with, the same for all.
 *
 * @param outbox what may wait for one
 * @param keepAlive how each is kept alive
 * @param time clocks and deadlines
 * @param encoder turns an event into text
 * @param registry of those that are open
 * @param listener is told of their life
 * @param random may be used by any thread
 * @param roundTrips takes what keep-alive measures
 */
public record ConnectionContext(
        OutboxLimits outbox,
        KeepAliveTimes keepAlive,
        Time time,
        EventEncoder encoder,
        ConnectionRegistry registry,
        ConnectionListener listener,
        RandomGenerator random,
        RoundTrips roundTrips) {

    /**
     * Turns an event for one peer into text.
     *
     * @param event the event
     * @return what is sent
     */
    EncodedEvent encode(Event event) {
        return encoder.encode(Outbound.of(event));
    }

    /**
     * Clocks and deadlines.
     *
     * @param wall the time that people are told
     * @param steady a time that goes on evenly, whatever becomes of the wall clock
     * @param timer for deadlines
     */
    public record Time(InstantSource wall, InstantSource steady, Timer timer) {}
}
