package io.parley.session;

/** Lets an application of the tests see what waits for a connection. */
public final class OutboxBytes {

    private OutboxBytes() {}

    /**
     * Bytes in the outbox.
     *
     * @param connection Parley's
     * @return at this moment
     */
    public static long of(Connection connection) {
        return ((LiveConnection) connection).waitingBytes();
    }
}
