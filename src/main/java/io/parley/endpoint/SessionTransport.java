package io.parley.endpoint;

import io.parley.frame.inspection.FrameInspection;
import io.parley.protocol.CloseReason;
import io.parley.session.Sender;
import io.parley.session.Transport;
import io.parley.session.Wire;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The way to one peer: through the container's session (Jakarta WebSocket, section 2), and through the hold on its
 * connection where there is one. May be used by any thread.
 */
final class SessionTransport implements Transport {

    private static final System.Logger LOG = System.getLogger("io.parley.endpoint");

    private final Session session;
    private final Sender sender;
    private final Optional<Wire> wire;

    /** With the hold on the connection, where there is one. */
    SessionTransport(Session session, Sender sender, Optional<Wire> wire) {
        this.session = session;
        this.sender = sender;
        this.wire = wire;
    }

    @Override
    public Sender sender() {
        return sender;
    }

    @Override
    public void ping(ByteBuffer payload) {
        wire.ifPresentOrElse(hold -> hold.ping(() -> sendPing(payload)), () -> sendPing(payload));
    }

    private void sendPing(ByteBuffer payload) {
        try {
            session.getAsyncRemote().sendPing(payload);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a ping could not be sent", e);
        }
    }

    @Override
    public void close(CloseReason reason) {
        wire.ifPresentOrElse(hold -> hold.close(reason), () -> close(session, reason));
    }

    @Override
    public void whenGone(Runnable action) {
        wire.ifPresentOrElse(hold -> hold.whenGone(action), action);
    }

    @Override
    public Optional<FrameInspection> frames() {
        return wire.map(Wire::frames);
    }

    /** Closes through the container alone. */
    static void close(Session session, CloseReason reason) {
        try {
            session.close(new jakarta.websocket.CloseReason(
                    CloseCodes.getCloseCode(reason.code().code()), reason.text()));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a session could not be closed", e);
        }
    }
}
