package io.parley.config;

/** How messages are sent, each by its name in lower case. */
public enum TransportChoice {
    /** The fastest that the server has. */
    AUTO,
    /** Through the Jakarta WebSocket API. */
    PORTABLE,
    /** Frames that are encoded already, past the WebSocket layer of Undertow, which is WildFly's. */
    UNDERTOW,
    /** The same on Payara, past Tyrus. */
    TYRUS
}
