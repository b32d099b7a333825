package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that announce a body and do not send it, more of them than a server has threads. */
class SlowBodyIT extends Deployed {

    private static final int MANY = 400;

    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST %schat HTTP/1.1|Host: %s|Content-Type: application/x-www-form-urlencoded|Content-Length: 1000||abc",
                "POST %sindex.html HTTP/1.1|Host: %s|Content-Length: 1000||abc",
                "POST %schat HTTP/1.1|Host: %s|Transfer-Encoding: chunked||400|abc",
                "GET %schat HTTP/1.1|Host: %s|Content-Length: 1000||abc",
                "POST %sadmin/traces HTTP/1.1|Host: %s|Content-Type: application/json|Content-Length: 1000||abc",
                "POST %sadmin/traces HTTP/1.1|Host: %s|Transfer-Encoding: chunked||400|abc",
                "DELETE %sadmin/traces/1 HTTP/1.1|Host: %s|Content-Length: 1000||abc",
            })
    void a_body_that_does_not_come_holds_up_nobody(String request) throws IOException {
        URI page = server.page("");
        String text =
                String.format(request, page.getPath(), page.getAuthority()).replace("|", "\r\n");
        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket(InetAddress.getByName(page.getHost()), page.getPort());
            slow.add(socket);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        Client client = server.plain();

        assertThat(client.receivesConnected().getString("user")).isNotEmpty();
    }

    @EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
    @ParameterizedTest
    @CsvSource({
        "POST, chat, 3, 400, close",
        "POST, chat, 0, 400, close",
        "GET, chat, 3, 400, close",
        "POST, admin/traces, 3, 400, close",
        "POST, admin/traces, 0, 401, keep-alive",
        "DELETE, admin/traces/1, 3, 400, close",
        "DELETE, admin/traces/1, 0, 401, keep-alive",
        "PUT, admin/drain, 3, 400, close",
        "GET, admin/traces, 3, 400, close",
        "POST, index.html, 3, 405, close",
        "POST, index.html, 0, 405, close",
        "GET, index.html, 3, 400, close",
        "GET, index.html, 0, 200, keep-alive"
    })
    void whoever_announces_a_body_is_answered_before_it_comes(
            String method, String path, int length, int status, String connection) {
        URI address = server.page(path);
        try (RawSocket socket = RawSocket.connect(address)) {
            RawSocket.Head head = socket.sends(List.of(
                            method + " " + address.getPath() + " HTTP/1.1",
                            "Host: " + address.getAuthority(),
                            "Content-Length: " + length,
                            ""))
                    .readsHead();

            assertThat(head.status()).isEqualTo(status);
            assertThat(head.values("Connection")).containsExactly(connection);
            assertThat(head.values("Allow")).isEqualTo(status == 405 ? List.of("GET, HEAD") : List.of());
        }
    }
}
