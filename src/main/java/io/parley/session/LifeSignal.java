package io.parley.session;

/** What can happen to a connection, as far as its {@link LifeState} goes. */
enum LifeSignal {
    /** The opening handshake is done, and the chat has taken the connection up. */
    OPENED,
    /** This server begins to close: its close frame is on its way, or follows what waits. */
    CLOSE_BEGUN,
    /** The peer's close frame has come. */
    CLOSE_RECEIVED,
    /** Nothing more can be sent or received. */
    ENDED
}
