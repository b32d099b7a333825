package io.parley.session;

/** Lets an application of the tests see what waits for a connection. */
public final class Waiting {

    private Waiting() {}

    /**
     * Bytes in its outbox.
     *
     * @param connection Parley's
     * @return at this moment
     */
    public static long bytes(Connection connection) {
        return ((LiveConnection) connection).waitingBytes();
    }
}
