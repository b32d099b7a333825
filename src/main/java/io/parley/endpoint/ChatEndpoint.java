package io.parley.endpoint;

import io.parley.chat.Handover;
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
import org.jspecify.annotations.Nullable;

/**
 * One of the chat's endpoints, of which each connection has its own (Jakarta WebSocket, section 3.1.7): the callbacks
 * (section 4.4) guard and delegate. Text comes in parts, so that a message is bounded before it is whole; see
 * {@code src/docs/decisions/partial-messages.md}.
 */
public abstract class ChatEndpoint {

    private static final System.Logger LOG = System.getLogger("io.parley.endpoint");

    private final ChatServices services;

    /**
     * While the connection is open. Nothing stays behind: WildFly keeps some sessions of peers that were gone at once.
     */
    private volatile @Nullable Intake intake;

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
        if (intake != null) {
            throw new IllegalStateException("this endpoint has a connection already: each needs one of its own");
        }
        Handover.Left left = Luggage.takeFrom(config, session);
        Optional<Wire> wire = left.wire();
        services.chat()
                .meet(left.arrival(), left.place(), services.transports().to(session, wire))
                .ifPresent(conversation -> {
                    Intake begun = new Intake(conversation, services, () -> wire.ifPresent(Wire::handled));
                    wire.ifPresentOrElse(hold -> hold.watch(begun), () -> hearPongs(session, begun));
                    begin(session, begun);
                });
    }

    /** Only where nobody tells of them earlier: a container would keep each for a thread that takes it. */
    private static void hearPongs(Session session, Intake intake) {
        session.addMessageHandler(PongMessage.class, pong -> intake.pong(pong.getApplicationData()));
    }

    /** Of a peer that is gone already, some containers say nothing more, and keep the session until it is closed. */
    private void begin(Session session, Intake begun) {
        intake = begun;
        begun.begin();
        if (!session.isOpen()) {
            close(Ending.ABNORMAL, "");
            SessionTransport.close(session, CloseReason.of(CloseCode.GOING_AWAY));
        }
    }

    private void close(int code, String reason) {
        @Nullable Intake ended = intake;
        intake = null;
        if (ended != null) {
            ended.closed(code, reason);
        }
    }

    /**
     * A part of a text message.
     *
     * @param part the part
     * @param last whether the message ends with it
     */
    @OnMessage
    public void onText(String part, boolean last) {
        @Nullable Intake open = intake;
        if (open != null) {
            open.text(part, last);
        }
    }

    /**
     * A part of a binary message, which the chat does not take.
     *
     * @param part the part
     * @param last whether the message ends with it
     */
    @OnMessage
    public void onBinary(ByteBuffer part, boolean last) {
        @Nullable Intake open = intake;
        if (open != null) {
            open.binary(last);
        }
    }

    /**
     * The connection is closed, by whomever.
     *
     * @param reason what the container makes of it
     */
    @OnClose
    public void onClose(jakarta.websocket.CloseReason reason) {
        close(reason.getCloseCode().getCode(), Objects.requireNonNullElse(reason.getReasonPhrase(), ""));
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

    private void fail(Session session) {
        @Nullable Intake open = intake;
        if (open == null) {
            SessionTransport.close(session, CloseReason.of(CloseCode.INTERNAL_ERROR));
        } else {
            open.fail();
        }
    }
}
