package io.parley.chat;

import io.parley.protocol.Event;
import io.parley.protocol.RoomName;

/**
 * What the use cases go by.
 *
 * @param terms told in {@code connected}
 * @param defaultRoom joined in plain mode
 * @param errorsPerMinute faulty commands in a minute that a connection survives; 0 for any number
 * @param pageBytes what one page of history may take
 */
public record ChatSettings(Event.Terms terms, RoomName defaultRoom, int errorsPerMinute, int pageBytes) {}
