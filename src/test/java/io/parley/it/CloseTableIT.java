package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.protocol.CloseCode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol document, section 7, as a client sees it; RFC 6455, sections 5.5.1, 7.1.5 and 7.4. */
@ExtendWith(ArquillianExtension.class)
class CloseTableIT {

    private static final int NO_CODE = 1005;

    @ArquillianResource
    private URI deployed;

    private Server server;
    private Inspector inspector;

    @Deployment(testable = false)
    static WebArchive application() {
        return Inspector.in("parley.limits.per-user=2", "parley.limits.errors=2");
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
        inspector = new Inspector(server);
    }

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void each_code_that_the_server_closes_with_is_announced_and_arrives(CloseCode code) {
        try (Client bob = server.full()) {
            String id = bob.receivesConnected().getString("id");

            inspector.closes(id, code.code(), "because of " + code.label());

            bob.receives("{'type':'closing','code':" + code.code() + ",'reason':'because of " + code.label()
                    + "','reconnect':" + code.reconnects() + "}");
            assertThat(bob.receivesClose()).isEqualTo(new Client.Close(code.code(), "because of " + code.label()));
        }
        inspector.waitsForConnections(0);
    }

    @Test
    void a_reason_is_cut_at_123_bytes_between_characters() {
        try (Client ann = server.full()) {
            String id = ann.receivesConnected().getString("id");

            inspector.closes(id, CloseCode.REMOVED.code(), "\u20ac".repeat(42));

            assertThat(ann.receivesClose().reason()).isEqualTo("\u20ac".repeat(41));
        }
    }

    @Test
    void the_oldest_connection_of_a_user_with_too_many_is_closed_with_4409() {
        try (Client first = server.full("ann")) {
            String token = first.receivesConnected().getString("guest");
            first.joins("hall");
            Client second = server.returning(token);
            second.receivesConnected();
            Client third = server.returning(token);
            third.receivesConnected();

            first.receives("{'type':'closing','code':4409,'reconnect':false}");
            assertThat(first.receivesClose().code()).isEqualTo(CloseCode.REPLACED.code());
            second.hasNothingMore();
            third.hasNothingMore();
        } finally {
            server.close();
        }
    }

    @Test
    void too_many_faults_close_with_4400() {
        try (Client client = server.full()) {
            client.receivesConnected();
            for (int i = 0; i < 3; i++) {
                client.sends("{'type':'shout'}").receivesError("bad_request");
            }

            client.receives("{'type':'closing','code':4400,'reconnect':false}");
            assertThat(client.receivesClose().code()).isEqualTo(CloseCode.BAD_REQUESTS.code());
        }
    }

    static Stream<Arguments> illegalFrames() {
        return Stream.of(
                arguments("a reserved bit", 0x40 | RawSocket.TEXT, new byte[] {'x'}, 1002),
                arguments("a reserved opcode", 3, new byte[] {'x'}, 1002),
                arguments("a reserved control opcode", 0xB, new byte[0], 1002),
                arguments("a continuation of nothing", RawSocket.CONTINUATION, new byte[] {'x'}, 1002),
                arguments("a ping of 126 bytes", 9, new byte[126], 1002),
                arguments("a close with half a code", RawSocket.CLOSE, new byte[] {3}, 1002),
                arguments("text that is not UTF-8", RawSocket.TEXT, new byte[] {(byte) 0xC3, 0x28}, 1007),
                arguments("a binary message", 2, new byte[] {1}, 1003));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("illegalFrames")
    void a_frame_that_breaks_the_rules_is_answered_by_its_code(String what, int first, byte[] payload, int code) {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsFrame(true, first, payload);

            assertThat(socket.readsClose().closeCode()).isEqualTo(code);
        }
        inspector.waitsForConnections(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4007, 4998})
    void a_clients_close_is_answered_by_its_own_code(int code) {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            byte[] reason = "bye".getBytes(StandardCharsets.UTF_8);
            socket.sendsFrame(
                    true,
                    RawSocket.CLOSE,
                    ByteBuffer.allocate(2 + reason.length)
                            .putShort((short) code)
                            .put(reason)
                            .array());

            assertThat(socket.readsClose().closeCode()).isEqualTo(code);
        }
        inspector.waitsForConnections(0);
    }

    @Test
    void a_close_without_a_code_is_answered_by_one_without_or_by_1000() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsFrame(true, RawSocket.CLOSE, new byte[0]);

            RawSocket.Frame answer = socket.readsClose();
            int code = answer.payload().remaining() == 0 ? NO_CODE : answer.closeCode();
            assertThat(code).isIn(NO_CODE, CloseCode.NORMAL.code());
        }
        inspector.waitsForConnections(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535})
    void a_close_with_a_code_that_must_not_travel_is_answered_by_1002(int code) {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsFrame(
                    true,
                    RawSocket.CLOSE,
                    ByteBuffer.allocate(2).putShort((short) code).array());

            assertThat(socket.readsClose().closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR.code());
        }
        inspector.waitsForConnections(0);
    }
}
