package io.parley.container.undertow;

/** What a connection knows and does, as its sink sees it. For the I/O thread. */
interface TappedConnection {

    /** Whether the peer has closed: what comes from Undertow now is the answer to that, and the last it writes. */
    boolean isPeerClosed();

    /** The connection is broken. */
    void broken();

    /** Undertow has shut the output, and waits for the peer to do the same. */
    void shut();
}
