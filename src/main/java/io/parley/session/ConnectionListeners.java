package io.parley.session;

import io.parley.protocol.RoomName;

/**
 * Tells two listeners, one after the other.
 *
 * @param first is told first
 * @param second is told next
 */
public record ConnectionListeners(ConnectionListener first, ConnectionListener second) implements ConnectionListener {

    @Override
    public void opened(ConnectionOpened event) {
        first.opened(event);
        second.opened(event);
    }

    @Override
    public void identified(ConnectionIdentified event) {
        first.identified(event);
        second.identified(event);
    }

    @Override
    public void joining(LiveConnection connection, RoomName room) {
        first.joining(connection, room);
        second.joining(connection, room);
    }

    @Override
    public void closed(ConnectionClosed event) {
        first.closed(event);
        second.closed(event);
    }
}
