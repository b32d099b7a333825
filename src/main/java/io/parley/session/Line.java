package io.parley.session;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import java.nio.ByteBuffer;

/** What keep-alive does with one connection. May be used by any thread. */
record Line(LiveConnection connection, Transport transport, Outbox outbox) implements KeepAlive.Line {

    @Override
    public void ping(ByteBuffer nonce) {
        transport.ping(nonce);
    }

    /** Nobody is waited for who does not read; who reads, and only does not answer, is told. */
    @Override
    public void silent() {
        CloseReason reason = CloseReason.of(CloseCode.NO_PONG);
        if (outbox.isEmpty()) {
            connection.close(reason);
        } else {
            connection.cutOff(reason);
        }
    }
}
