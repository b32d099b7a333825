package io.parley.endpoint;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.session.Ending;
import io.parley.session.Wire;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * The callbacks of the chat's endpoints (Jakarta WebSocket, section 4.4): each guards and delegates. Text comes in
 * parts, so that a message is bounded before it is whole; see {@code src/docs/decisions/partial-messages.md}.
 */
public abstract class ChatEndpoint {

    private static final System.Logger LOG = System.getLogger("io.parley.endpoint");

    private final ChatServices services;

    /**
     * An endpoint.
     *
     * @param services what the endpoints work with
     */
    protected ChatEndpoint(ChatServices services) {
        this.services = services;
    }

    /**
     * A handshake is done.
     *
     * @param session the container's session
     * @param config holds what the configurator has read from the handshake
     */
    @OnOpen
    public void onOpen(Session session, EndpointConfig config) {
        Luggage.OfHandshake luggage = Luggage.takeFrom(config, session);
        Optional<Wire> wire = luggage.left().wire();
        services.chat()
                .meet(
                        luggage.arrival(),
                        luggage.left().place(),
                        services.transports().to(session, wire))
                .ifPresent(conversation -> {
                    Intake intake = new Intake(conversation, services, () -> wire.ifPresent(Wire::handled));
                    wire.ifPresentOrElse(hold -> hold.watch(intake), () -> hearPongs(session, intake));
                    begin(session, intake);
                });
    }

    /** Only where nobody tells of them earlier: a container would keep each for a thread that takes it. */
    private static void hearPongs(Session session, Intake intake) {
        session.addMessageHandler(PongMessage.class, pong -> intake.pong(pong.getApplicationData()));
    }

    /** Of a peer that is gone already, some containers say nothing more, and keep the session until it is closed. */
    private static void begin(Session session, Intake intake) {
        Luggage.attach(session, intake);
        intake.begin();
        if (!session.isOpen()) {
            close(session, Ending.ABNORMAL, "");
            SessionTransport.close(session, CloseReason.of(CloseCode.GOING_AWAY));
        }
    }

    private static void close(Session session, int code, String reason) {
        Luggage.detach(session).ifPresent(intake -> intake.closed(code, reason));
    }

    /**
     * A part of a text message.
     *
     * @param part the part
     * @param last whether the message ends with it
     * @param session the container's session
     */
    @OnMessage
    public void onText(String part, boolean last, Session session) {
        Luggage.intake(session).ifPresent(intake -> intake.text(part, last));
    }

    /**
     * A part of a binary message, which the chat does not take.
     *
     * @param part the part
     * @param last whether the message ends with it
     * @param session the container's session
     */
    @OnMessage
    public void onBinary(ByteBuffer part, boolean last, Session session) {
        Luggage.intake(session).ifPresent(intake -> intake.binary(last));
    }

    /**
     * The connection is closed, by whomever.
     *
     * @param session the container's session
     * @param reason what the container makes of it
     */
    @OnClose
    public void onClose(Session session, jakarta.websocket.CloseReason reason) {
        close(session, reason.getCloseCode().getCode(), Objects.requireNonNullElse(reason.getReasonPhrase(), ""));
    }

    /**
     * The connection broke, or the peer broke the protocol, and {@link #onClose} follows; or there is a fault of ours,
     * which closes with 1011.
     *
     * @param session the container's session
     * @param error what happened
     */
    @OnError
    public void onError(Session session, Throwable error) {
        if (error instanceof RuntimeException || error instanceof Error) {
            LOG.log(System.Logger.Level.ERROR, "a callback failed", error);
            fail(session);
        } else {
            LOG.log(System.Logger.Level.DEBUG, "connection failed", error);
        }
    }

    private static void fail(Session session) {
        Luggage.intake(session)
                .ifPresentOrElse(
                        Intake::fail, () -> SessionTransport.close(session, CloseReason.of(CloseCode.INTERNAL_ERROR)));
    }
}
