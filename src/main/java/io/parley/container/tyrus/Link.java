package io.parley.container.tyrus;

import java.util.concurrent.Executor;

/**
 * The TCP connection, of which the Servlet interfaces do not tell enough. May be used by any thread; nothing blocks. As
 * an executor it runs what must not run where it was thought of, on threads of the server's.
 */
interface Link extends Executor {

    /** Does something when the connection is closed, on whatever thread; at once where it is. */
    void whenGone(Runnable action);

    /**
     * Does something when the connection is closed, and whoever at the server had asked before to be told of that has
     * been told; on whatever thread. At once, and perhaps before the others, where that has begun.
     */
    void whenGoneForAll(Runnable action);

    /**
     * From now on the output is not ready while anything written waits to leave. It would be until far more waits than
     * a connection may take.
     */
    void keepsNothing();

    /** Ends our side (RFC 9293, section 3.6) as soon as everything written has left, where that can be done. */
    void shutOutput();

    /** Closes the connection as soon as everything written has left. */
    void close();

    /** Closes the connection in a while, whatever waits. */
    void dropLater(int seconds);

    /** Closes the connection, whatever waits. */
    void drop();
}
