package io.parley.endpoint;

import io.parley.frame.inspection.FrameCounts;
import io.parley.protocol.CloseReason;
import io.parley.session.Transport;
import io.parley.session.Wire;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transport that every container has: {@link RemoteEndpoint.Async} (Jakarta WebSocket, section 2.2). May be used by
 * any thread.
 */
final class SessionTransport implements Transport {

    private static final System.Logger LOG = System.getLogger("io.parley.endpoint");

    private final Session session;
    private final Optional<Wire> wire;

    /** With the hold on the connection, where there is one. */
    SessionTransport(Session session, Optional<Wire> wire) {
        this.session = session;
        this.wire = wire;
    }

    @Override
    public void send(String text, Completion completion) {
        Sending sending = new Sending(completion);
        try {
            session.getAsyncRemote().sendText(text, sending);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.DEBUG, "a message could not be sent", e);
            sending.done(false);
        }
    }

    @Override
    public void ping(ByteBuffer payload) {
        try {
            session.getAsyncRemote().sendPing(payload);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a ping could not be sent", e);
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (wire.isPresent()) {
            wire.get().close(reason);
        } else {
            closeSession(reason);
        }
    }

    @Override
    public void whenGone(Runnable action) {
        wire.ifPresentOrElse(hold -> hold.whenGone(action), action);
    }

    @Override
    public Optional<FrameCounts> frames() {
        return wire.map(Wire::counts);
    }

    private void closeSession(CloseReason reason) {
        try {
            session.close(new jakarta.websocket.CloseReason(
                    CloseCodes.getCloseCode(reason.code().code()), reason.text()));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a session could not be closed", e);
        }
    }

    /** Tells a completion once, whatever the container does. */
    private static final class Sending implements SendHandler {

        private final AtomicReference<@Nullable Completion> completion;

        Sending(Completion completion) {
            this.completion = new AtomicReference<>(completion);
        }

        @Override
        public void onResult(SendResult result) {
            done(result.isOK());
        }

        void done(boolean sent) {
            @Nullable Completion untold = completion.getAndSet(null);
            if (untold != null) {
                untold.done(sent);
            }
        }
    }
}
