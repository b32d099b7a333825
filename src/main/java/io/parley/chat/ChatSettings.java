package io.parley.chat;

import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import java.time.Duration;

/**
 * What the use cases go by.
 *
 * @param terms told in {@code connected}
 * @param defaultRoom joined in plain mode
 * @param errorsPerMinute faulty commands in a minute that a connection survives; 0 for any number
 * @param pageBytes what one page of history may take
 * @param firstMessage within which a connection in full mode joins or says something; zero: never mind
 * @param absence how those who were dropped are waited for
 */
public record ChatSettings(
        Event.Terms terms,
        RoomName defaultRoom,
        int errorsPerMinute,
        int pageBytes,
        Duration firstMessage,
        AbsenceLimits absence) {}
