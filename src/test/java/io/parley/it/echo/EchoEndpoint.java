package io.parley.it.echo;

import io.parley.protocol.CloseReason;
import io.parley.session.Wire;
import jakarta.enterprise.context.Dependent;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Sends back what comes, whole; one of it for each connection. */
@Dependent
@ServerEndpoint(value = "/echo", configurator = EchoConfigurator.class)
public class EchoEndpoint {

    /** The longest message that it takes. */
    public static final int MESSAGE_BYTES = 16 << 20;

    private static final System.Logger LOG = System.getLogger("io.parley.it.echo");

    private Optional<Wire> wire = Optional.empty();

    /** Closes as the frames' judges say. */
    private record Refusals(Wire wire) implements Wire.Watch {

        @Override
        public void frameSeen() {}

        @Override
        public void pong(ByteBuffer payload) {}

        @Override
        public void refused(CloseReason reason) {
            wire.close(reason);
        }
    }

    /** Made by the container. */
    public EchoEndpoint() {}

    /**
     * A handshake is done.
     *
     * @param session the container's session
     * @param config holds the connection, where the server lets it be held
     */
    @OnOpen
    public void onOpen(Session session, EndpointConfig config) {
        wire = EchoConfigurator.takeWire(config);
        wire.ifPresent(held -> held.watch(new Refusals(held)));
    }

    /**
     * A text message.
     *
     * @param text sent back
     * @param session the container's session
     * @throws IOException if it cannot be sent
     */
    @OnMessage(maxMessageSize = MESSAGE_BYTES)
    public void onText(String text, Session session) throws IOException {
        try {
            session.getBasicRemote().sendText(text);
        } finally {
            wire.ifPresent(Wire::handled);
        }
    }

    /**
     * A binary message.
     *
     * @param bytes sent back
     * @param session the container's session
     * @throws IOException if it cannot be sent
     */
    @OnMessage(maxMessageSize = MESSAGE_BYTES)
    public void onBinary(ByteBuffer bytes, Session session) throws IOException {
        try {
            session.getBasicRemote().sendBinary(bytes);
        } finally {
            wire.ifPresent(Wire::handled);
        }
    }

    /**
     * The connection broke, or was closed while a message was sent; or a message could not be sent back, and the peer
     * need not wait for it.
     *
     * @param session the container's session
     * @param error what happened
     * @throws IOException if the connection cannot be closed
     */
    @OnError
    public void onError(Session session, Throwable error) throws IOException {
        if (error instanceof Error) {
            LOG.log(System.Logger.Level.WARNING, "no echo", error);
            session.close(new jakarta.websocket.CloseReason(CloseCodes.UNEXPECTED_CONDITION, "no echo"));
        } else {
            LOG.log(System.Logger.Level.DEBUG, "connection failed", error);
        }
    }
}
