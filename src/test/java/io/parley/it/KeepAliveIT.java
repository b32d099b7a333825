package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The protocol document, section 6; RFC 6455, sections 5.5.2 and 5.5.3. */
@ExtendWith(ArquillianExtension.class)
class KeepAliveIT {

    private static final int ROUNDS = 4;
    private static final int DROPS = 100;

    @ArquillianResource
    private URI deployed;

    private Server server;
    private Inspector inspector;

    @Deployment(testable = false)
    static WebArchive impatient() {
        return Inspector.in(
                "parley.keepalive.ping=PT1S", "parley.keepalive.timeout=PT3S", "parley.presence.grace=PT1S");
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
        inspector = new Inspector(server);
    }

    @AfterEach
    void dropClients() {
        server.close();
    }

    @Test
    void who_answers_pings_stays_and_each_ping_has_a_nonce_of_its_own() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            String id = Client.json(socket.readsText()).getString("id");
            Set<ByteBuffer> nonces = new HashSet<>();
            for (int i = 0; i < ROUNDS; i++) {
                ByteBuffer nonce = socket.readsPing().payload();
                nonces.add(nonce);
                socket.sendsFrame(true, RawSocket.PONG, bytes(nonce));
            }

            assertThat(nonces)
                    .hasSize(ROUNDS)
                    .allSatisfy(nonce -> assertThat(nonce.remaining()).isEqualTo(8));
            assertThat(inspector.describes(id)).endsWith("pinged true");
            assertThat(inspector.roundTrips()).doesNotContain("count=0,");
        }
    }

    @Test
    void who_talks_instead_stays_too() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            for (int i = 0; i < ROUNDS; i++) {
                socket.readsPing();
                socket.sendsFrame(true, RawSocket.TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(socket.readsPing().opcode()).isEqualTo(RawSocket.PING);
        }
    }

    @Test
    void a_pong_that_nobody_asked_for_does_no_harm() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            for (int i = 0; i < ROUNDS; i++) {
                socket.sendsFrame(true, RawSocket.PONG, new byte[i * 10]);
            }
            for (int i = 0; i < ROUNDS; i++) {
                socket.sendsFrame(true, RawSocket.PONG, bytes(socket.readsPing().payload()));
            }
        }
    }

    @Test
    void a_clients_ping_is_answered_with_its_payload() {
        try (Client client = server.full()) {
            client.receivesConnected();

            assertThat(client.pings("are you there?").receivesPong()).isEqualTo("are you there?");
        }
    }

    @Test
    void who_reads_and_never_answers_is_told_and_closed_with_4007() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            RawSocket.Frame frame = socket.readsFrame();
            while (frame.opcode() != RawSocket.TEXT || !frame.text().contains("closing")) {
                frame = socket.readsFrame();
            }

            JsonObject closing = Client.json(frame.text());
            assertThat(closing.getInt("code")).isEqualTo(CloseCode.NO_PONG.code());
            assertThat(closing.getBoolean("reconnect")).isTrue();
            assertThat(socket.readsClose().closeCode()).isEqualTo(CloseCode.NO_PONG.code());
        }
    }

    @Test
    void who_stops_with_its_socket_open_is_gone_from_presence() throws IOException {
        Client watcher = server.member("watcher", "ward");
        watcher.waitsFor("{'type':'presence','members':1}");
        try (StalledReader still = new StalledReader(server.socket("chat/ward?name=still"))) {
            assertThat(still.reads().getString("type")).isEqualTo("connected");
            watcher.waitsFor("{'type':'presence','joined':['still'],'members':2}");

            watcher.waitsFor("{'type':'presence','left':['still'],'members':1}");
            inspector.waitsForConnections(1);
        }
    }

    @Test
    void a_drop_right_behind_the_handshake_leaves_nothing_behind() {
        for (int i = 0; i < DROPS; i++) {
            try (RawSocket socket = RawSocket.connect(server.page("chat"))) {
                socket.sendsHandshake(server.page("chat"));
                if (i % 2 == 0) {
                    socket.drops();
                }
            }
        }

        inspector.waitsForConnections(0);
        inspector.waitsForNoPlace();
    }

    @Test
    void a_client_that_is_killed_is_gone_from_presence() throws IOException, InterruptedException {
        Client watcher = server.member("watcher", "street");
        watcher.waitsFor("{'type':'presence','members':1}");
        Process client = OtherProcess.joins(server.socket("chat/street?name=victim"));
        watcher.waitsFor("{'type':'presence','joined':['victim'],'members':2}");

        client.destroyForcibly().waitFor();

        watcher.waitsFor("{'type':'presence','left':['victim'],'members':1}");
        inspector.waitsForConnections(1);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
