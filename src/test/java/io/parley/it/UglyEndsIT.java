package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Connections that come and go in every ugly way leave nothing behind on the server. How it closes them is told by
 * others.
 */
@ExtendWith(ArquillianExtension.class)
class UglyEndsIT {

    private static final int CONNECTIONS = 5000;
    private static final int AT_ONCE = 10;

    /** An idle thread of the container may hold on to the last connection that it has served. */
    private static final long MOST_LEFT = 50;

    private static final List<String> PER_CONNECTION = List.of(
            "LiveConnection",
            "Life",
            "Outbox",
            "KeepAlive",
            "InboundCount",
            "Place",
            "Conversation",
            "Peer",
            "Memberships",
            "FirstWord",
            "FaultCount",
            "NameClaim",
            "Seat",
            "Intake",
            "SessionTransport",
            "ConnectionFrames",
            "LimitedFrames",
            "UndertowWire",
            "TimerWheel$Entry",
            "UndertowSession",
            "WebSocket13Channel",
            "TyrusWire",
            "TappedInput",
            "TappedOutput",
            "TyrusHttpUpgradeHandler",
            "TyrusWebSocket",
            "TyrusSession");

    /** How one of them ends. */
    private enum Way {
        RESET_BEHIND_THE_HANDSHAKE,
        RESET_WHEN_OPEN,
        GONE_WITHOUT_A_WORD,
        HALF_A_FRAME,
        NO_MEMBER_OF_THE_PROTOCOL,
        TOO_MUCH,
        NOT_UTF_8,
        A_BINARY_MESSAGE,
        CLOSED_WITH_A_CODE,
        CLOSED_WITHOUT,
        CLOSED_WITH_NONSENSE,
        GONE_IN_THE_MIDDLE_OF_A_JOIN,
        CLOSED_AND_RESET
    }

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive roomy() {
        return Inspector.in(
                "parley.limits.per-address=0",
                "parley.limits.handshakes=0",
                "parley.keepalive.ping=PT2S",
                "parley.keepalive.timeout=PT5S",
                "parley.presence.grace=PT0.1S",
                "parley.rooms.idle=PT1S");
    }

    @Test
    void nothing_of_them_is_left() {
        Server server = new Server(deployed);
        Inspector inspector = new Inspector(server);
        Crowd.all(AT_ONCE, number -> endsInEachWay(server, number, CONNECTIONS / AT_ONCE));

        inspector.waitsForConnections(0);
        inspector.waitsForNoPlace();
        assertThat(inspector.leftAbove(MOST_LEFT, PER_CONNECTION)).isEmpty();
    }

    private static int endsInEachWay(Server server, int number, int connections) {
        for (int i = 0; i < connections; i++) {
            ends(server.page("chat"), Way.values()[(number + i) % Way.values().length]);
        }
        return connections;
    }

    private static void ends(URI chat, Way way) {
        if (way == Way.RESET_BEHIND_THE_HANDSHAKE) {
            try (RawSocket socket = RawSocket.connect(chat)) {
                socket.sendsHandshake(chat).drops();
            }
            return;
        }
        try (RawSocket socket = RawSocket.opened(chat)) {
            switch (way) {
                case RESET_BEHIND_THE_HANDSHAKE, RESET_WHEN_OPEN -> socket.drops();
                case GONE_WITHOUT_A_WORD -> {}
                case HALF_A_FRAME -> socket.sendsFrame(false, RawSocket.TEXT, new byte[] {'{'});
                case NO_MEMBER_OF_THE_PROTOCOL ->
                    socket.sendsFrame(true, 3, new byte[0]).readsToTheEnd();
                case TOO_MUCH -> {
                    socket.sendsFrameAsFarAsTaken(true, RawSocket.TEXT, new byte[70_000]);
                    socket.readsToTheEnd();
                }
                case NOT_UTF_8 ->
                    socket.sendsFrame(true, RawSocket.TEXT, new byte[] {(byte) 0xFF})
                            .readsToTheEnd();
                case A_BINARY_MESSAGE ->
                    socket.sendsFrame(true, 2, new byte[] {1}).readsToTheEnd();
                case CLOSED_WITH_A_CODE ->
                    socket.sendsFrame(true, RawSocket.CLOSE, new byte[] {3, (byte) 0xE8})
                            .readsToTheEnd();
                case CLOSED_WITHOUT ->
                    socket.sendsFrame(true, RawSocket.CLOSE, new byte[0]).readsToTheEnd();
                case CLOSED_WITH_NONSENSE ->
                    socket.sendsFrame(true, RawSocket.CLOSE, new byte[] {3}).readsToTheEnd();
                case GONE_IN_THE_MIDDLE_OF_A_JOIN -> {
                    socket.sendsFrame(
                            true,
                            RawSocket.TEXT,
                            "{\"type\":\"join\",\"room\":\"hall\"}".getBytes(StandardCharsets.UTF_8));
                    socket.drops();
                }
                case CLOSED_AND_RESET ->
                    socket.sendsFrame(true, RawSocket.CLOSE, new byte[] {3, (byte) 0xE8})
                            .drops();
            }
        }
    }
}
