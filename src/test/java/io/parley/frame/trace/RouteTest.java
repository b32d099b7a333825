package io.parley.frame.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Direction;
import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a route: the addresses, the ports and the handshake of a file. */
class RouteTest {

    private static final Endpoint V4 = Recording.SERVER;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "256.1.1.1, 0.0.0.0",
        "1.2.3, 0.0.0.0",
        "1.2.3.4.5, 0.0.0.0",
        "localhost, 0.0.0.0",
        "'', 0.0.0.0",
        "/run/parley.sock, 0.0.0.0",
        "cafe, 0.0.0.0",
        "1:2, 0.0.0.0",
        "[::1, 0.0.0.0",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    void an_address_is_an_ipv4_literal_or_nothing(String address, String written) {
        assertThat(client(address, V4)).isEqualTo(written + " 50123");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::17, 2001:db8:0:0:0:0:0:17",
        "[2001:db8::17], 2001:db8:0:0:0:0:0:17",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "[fe80::1%3], fe80:0:0:0:0:0:0:1",
        "::1, 0:0:0:0:0:0:0:1",
        "192.0.2.7, mapped 192.0.2.7",
        "nobody, mapped 0.0.0.0"
    })
    void beside_an_ipv6_address_the_other_is_one_too(String address, String written) {
        assertThat(client(address, new Endpoint("2001:db8::1", 8080))).isEqualTo(written + " 50123");
    }

    private static String client(String address, Endpoint server) {
        return read(new Endpoint(address, 50123), server).tcp().client();
    }

    @ParameterizedTest
    @CsvSource({"8080, 8080", "8443, 8443", "52341, 52341", "65535, 65535", "443, 80", "0, 80", "-1, 80", "65536, 80"})
    void the_server_keeps_its_port_unless_it_is_that_of_tls_or_none(int port, int written) {
        assertThat(read(Recording.CLIENT, new Endpoint("198.51.100.1", port))
                        .tcp()
                        .server())
                .isEqualTo("198.51.100.1 " + written);
    }

    @ParameterizedTest
    @CsvSource({"1, 8080, 1", "-1, 8080, 49152", "8080, 8080, 49152", "49152, 49152, 49153", "80, 443, 49152"})
    void the_ports_tell_the_sides_apart(int client, int server, int written) {
        Endpoint from = new Endpoint("127.0.0.1", client);
        Endpoint to = new Endpoint("127.0.0.1", server);

        assertThat(read(from, to).tcp().client()).isEqualTo("127.0.0.1 " + written);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, 8080, 198.51.100.1:8080",
        "198.51.100.1, 443, 198.51.100.1:443",
        "2001:db8::1, 80, [2001:db8::1]:80",
        "[fe80::1%eth0], 80, [fe80::1]:80",
        "198.51.100.1, -1, 198.51.100.1"
    })
    void the_handshake_names_the_server_with_the_port_that_it_had(String address, int port, String host) {
        assertThat(request(read(Recording.CLIENT, new Endpoint(address, port)))).contains("Host: " + host);
    }

    @ParameterizedTest
    @CsvSource({
        "/chat/tea, /chat/tea",
        "/chat/a%20b, /chat/a%20b",
        "/, /",
        "'', /",
        "chat, /chat",
        "/chat?token=secret, /chat",
        "/chat;jsessionid=secret/tea;v=1, /chat/tea",
        "/chat;jsessionid=secret?a=/b, /chat",
        "/a b, /a%20b",
        "/\u00E9, /%C3%A9"
    })
    void the_request_has_the_path_and_nothing_that_could_be_a_secret(String path, String written) {
        Route route = new Route(Recording.CLIENT, V4, false, path);

        assertThat(request(CapturedConversation.read(new Recording().file(route, Visibility.SHOWN))))
                .containsExactly(
                        "GET " + written + " HTTP/1.1",
                        "Host: 198.51.100.1:8080",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: " + Handshake.KEY,
                        "Sec-WebSocket-Version: 13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\r\nCookie: b", "/a\nCookie: b", "/a?\r\nCookie: b"})
    void no_path_adds_a_line(String path) {
        Route route = new Route(Recording.CLIENT, V4, false, path);

        assertThat(request(CapturedConversation.read(new Recording().file(route, Visibility.SHOWN))))
                .hasSize(6)
                .noneMatch(line -> line.startsWith("Cookie") || line.contains("?"));
    }

    @Test
    void a_path_may_be_longer_than_a_segment() {
        String path = "/" + "a".repeat(40_000);
        Route route = new Route(Recording.CLIENT, V4, false, path);

        assertThat(request(CapturedConversation.read(new Recording().file(route, Visibility.SHOWN))))
                .first()
                .isEqualTo("GET " + path + " HTTP/1.1");
    }

    /** RFC 6455, sections 4.1 and 4.2.2. */
    @Test
    void the_response_accepts_the_key() throws NoSuchAlgorithmException {
        byte[] joined = (Handshake.KEY + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
        byte[] accept = MessageDigest.getInstance("SHA-1").digest(joined);

        assertThat(Base64.getDecoder().decode(Handshake.KEY)).hasSize(16);
        assertThat(read(Recording.CLIENT, V4)
                        .head(Direction.SERVER_TO_CLIENT)
                        .lines()
                        .filter(line -> !line.isEmpty()))
                .containsExactly(
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept));
    }

    private static List<String> request(CapturedConversation conversation) {
        return conversation
                .head(Direction.CLIENT_TO_SERVER)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static CapturedConversation read(Endpoint client, Endpoint server) {
        Recording recording = new Recording().fromClient(0x81, "Hello").fromServer(0x81, "Hello");
        CapturedConversation conversation =
                CapturedConversation.read(recording.file(new Route(client, server, false, "/chat"), Visibility.SHOWN));
        assertThat(conversation.frames()).hasSize(2);
        return conversation;
    }
}
