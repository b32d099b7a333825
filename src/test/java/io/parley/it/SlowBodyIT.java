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
import org.junit.jupiter.params.ParameterizedTest;
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
}
