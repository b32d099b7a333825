package io.parley.endpoint;

import io.parley.chat.Arrival;
import io.parley.chat.Conversation;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.session.Ending;
import io.parley.session.Place;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of the chat's endpoints (Jakarta WebSocket, section 4.4): each guards and delegates. Text comes in
 * parts, so that a message is bounded before it is whole; see {@code src/docs/decisions/partial-messages.md}.
 */
public abstract class ChatEndpoint {

    private static final System.Logger LOG = System.getLogger("io.parley.endpoint");

    /** Where the configurator leaves the {@link Arrival}. */
    static final String ARRIVAL = "io.parley.arrival";

    /** Where the configurator leaves the {@link Place}. */
    static final String PLACE = "io.parley.place";

    private static final String INTAKE = "io.parley.intake";

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
        Arrival arrival = (Arrival) Objects.requireNonNull(
                config.getUserProperties().get(ARRIVAL), "the configurator has not read the handshake");
        Place place = (Place) Objects.requireNonNull(
                config.getUserProperties().get(PLACE), "the handshake has not passed the filter");
        services.chat()
                .meet(arrival, place, new SessionTransport(session))
                .ifPresent(conversation -> begin(session, conversation));
    }

    private void begin(Session session, Conversation conversation) {
        Intake intake = new Intake(conversation, services);
        session.getUserProperties().put(INTAKE, intake);
        intake.begin();
        if (!session.isOpen()) {
            // Of a peer that is gone already, some containers say nothing more
            intake.closed(Ending.ABNORMAL, "");
        }
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
        @Nullable Intake intake = intake(session);
        if (intake != null) {
            intake.text(part, last);
        }
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
        @Nullable Intake intake = intake(session);
        if (intake != null) {
            intake.binary();
        }
    }

    /**
     * A pong (RFC 6455, section 5.5.3), asked for or not.
     *
     * @param pong with its payload
     * @param session the container's session
     */
    @OnMessage
    public void onPong(PongMessage pong, Session session) {
        @Nullable Intake intake = intake(session);
        if (intake != null) {
            intake.pong(pong.getApplicationData());
        }
    }

    /**
     * The connection is closed, by whomever.
     *
     * @param session the container's session
     * @param reason what the container makes of it
     */
    @OnClose
    public void onClose(Session session, jakarta.websocket.CloseReason reason) {
        @Nullable Intake intake = intake(session);
        if (intake != null) {
            intake.closed(reason.getCloseCode().getCode(), Objects.requireNonNullElse(reason.getReasonPhrase(), ""));
        }
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
        @Nullable Intake intake = intake(session);
        if (intake == null) {
            new SessionTransport(session).close(CloseReason.of(CloseCode.INTERNAL_ERROR));
        } else {
            intake.fail();
        }
    }

    private static @Nullable Intake intake(Session session) {
        return (Intake) session.getUserProperties().get(INTAKE);
    }
}
