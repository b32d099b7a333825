package io.parley.session;

import io.parley.protocol.RoomName;

/**
 * Port: is told of each connection's life, in order: {@link #opened} and {@link #identified} once, {@link #closed}
 * once. Called under a lock: must only hand over to another thread, and must not throw.
 */
public interface ConnectionListener {

    /**
     * A connection is open.
     *
     * @param event which
     */
    void opened(ConnectionOpened event);

    /**
     * It is known who it is.
     *
     * @param event who, and which connection
     */
    void identified(ConnectionIdentified event);

    /**
     * A connection is about to join a room, which may still be refused. Under no lock of the connection's.
     *
     * @param connection which
     * @param room where
     */
    default void joining(LiveConnection connection, RoomName room) {}

    /**
     * A connection is closed.
     *
     * @param event which, and how
     */
    void closed(ConnectionClosed event);
}
