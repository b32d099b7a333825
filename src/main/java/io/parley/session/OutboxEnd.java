package io.parley.session;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;

/**
 * What becomes of a connection whose outbox has come to its end. May be used by any thread.
 *
 * @param connection is closed
 */
record OutboxEnd(LiveConnection connection) implements Outbox.Owner {

    @Override
    public void overflowed() {
        connection.cutOff(CloseReason.of(CloseCode.SLOW_CONSUMER));
    }

    @Override
    public void failed() {
        connection.lost();
    }

    @Override
    public void finished() {
        connection.cutOff(CloseReason.of(CloseCode.NORMAL));
    }
}
