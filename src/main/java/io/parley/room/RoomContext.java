package io.parley.room;

import io.parley.log.RoomLog;
import io.parley.protocol.EventEncoder;
import io.parley.time.Timer;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What rooms work with, the same for all.
 *
 * @param log where entries stand
 * @param encoder turns an event into text, once
 * @param leases who is present, on any node
 * @param listener is told what happens
 * @param audiences makes one for each room
 * @param timer for batches and sweeps
 * @param clock the time
 */
public record RoomContext(
        RoomLog log,
        EventEncoder encoder,
        PresenceLeases leases,
        RoomListener listener,
        Supplier<Audience> audiences,
        Timer timer,
        InstantSource clock) {}
