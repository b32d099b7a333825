package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes, byte for byte (RFC 6455, section 4; the protocol document, section 1). */
class HandshakeIT extends Deployed {

    /** What the server makes of {@link Knock#KEY} (RFC 6455, section 1.3). */
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private Knock knock;

    @BeforeEach
    void prepare() {
        knock = new Knock(server);
    }

    /**
     * A handshake that differs from a good one as {@link Knock#answer} says, the status, and who answers: this filter,
     * or on some servers the container, with headers of its own.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "POST CHAT HTTP/1.1                                     | 400 | either",
                "PUT CHAT HTTP/1.1                                      | 400 | either",
                "DELETE CHAT HTTP/1.1                                   | 400 | either",
                "OPTIONS CHAT HTTP/1.1                                  | 400 | either",
                "HEAD CHAT HTTP/1.1                                     | 400 | either",
                "GET CHAT HTTP/1.0                                      | 400 | filter",
                "-Host                                                  | 400 | either",
                "+Host: elsewhere                                       | 400 | either",
                "Upgrade: h2c                                           | 400 | filter",
                "Upgrade: websocketx                                    | 400 | filter",
                "-Connection                                            | 400 | filter",
                "Connection: keep-alive                                 | 400 | filter",
                "Connection: close                                      | 400 | filter",
                "-Sec-WebSocket-Key                                     | 400 | filter",
                "Sec-WebSocket-Key:                                     | 400 | filter",
                "Sec-WebSocket-Key: c2hvcnQ=                            | 400 | filter",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ              | 400 | filter",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZR==            | 400 | filter",
                "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==            | 400 | filter",
                "+Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==           | 400 | filter",
                "Sec-WebSocket-Version: 8                               | 426 | filter",
                "Sec-WebSocket-Version: 25                              | 426 | filter",
                "Sec-WebSocket-Version: 13, 8                           | 426 | filter",
                "+Sec-WebSocket-Version: 8                              | 426 | filter",
                "-Sec-WebSocket-Version                                 | 426 | filter",
                "GET CHAT/a%20b HTTP/1.1                                | 400 | filter",
                "GET CHAT/a%2Fb HTTP/1.1                                | 400 | either",
                "GET CHAT/a/b HTTP/1.1                                  | 400 | filter",
                "GET CHAT/ HTTP/1.1                                     | 400 | filter",
                "GET CHAT/LONG HTTP/1.1                                 | 400 | filter",
                "GET CHAT/%C3%BC HTTP/1.1                               | 400 | filter",
                "GET CHAT/a;x=1 HTTP/1.1                                | 400 | filter",
                "GET CHAT;x=1 HTTP/1.1                                  | 400 | filter",
                "GET CHAT/;x=1 HTTP/1.1                                 | 400 | filter",
                "GET CHAT?name= HTTP/1.1                                | 400 | filter",
                "GET CHAT?name=%20ann HTTP/1.1                          | 400 | filter",
                "GET CHAT?name=a%00b HTTP/1.1                           | 400 | filter",
                "GET CHAT?name=%3Cann%3E HTTP/1.1                       | 400 | filter",
                "GET CHAT?name=u%CC%88 HTTP/1.1                         | 400 | filter",
                "GET CHAT?name=LONG HTTP/1.1                            | 400 | filter",
                "GET CHAT?name=%FCber HTTP/1.1                          | 400 | filter",
                "Origin: http://elsewhere.example                       | 403 | filter",
                "Origin: https://AUTHORITY                              | 403 | filter",
                "Origin: http://AUTHORITY.example                       | 403 | filter",
                "Origin: http://127.0.0.1:1                             | 403 | filter",
                "Origin: http://AUTHORITY/                              | 403 | filter",
                "Origin: null                                           | 403 | filter",
                "Origin:                                                | 403 | filter",
                "Origin: http://AUTHORITY http://elsewhere.example      | 403 | filter",
                "-Upgrade                                               | 426 | filter"
            })
    void a_bad_handshake_gets_its_status_and_headers(String difference, int status, String by) {
        RawSocket.Head head = knock.answer(difference);

        assertThat(head.status()).isEqualTo(status);
        assertThat(head.values("Sec-WebSocket-Accept")).isEmpty();
        assertThat(head.values("Sec-WebSocket-Version")).isEqualTo(status == 426 ? List.of("13") : List.of());
        // Payara gives no length to an answer that has it, so it has none there
        assertThat(head.values("Upgrade")).isIn(List.of(), status == 426 ? List.of("websocket") : List.of());
        assertThat(head.values("Retry-After")).isEmpty();
        if (by.equals("filter")) {
            assertThat(head.values("Cache-Control")).containsExactly("no-store");
            assertThat(head.values("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(head.values("Content-Type"))
                    .singleElement()
                    .asString()
                    .matches("(?i)text/plain; ?charset=utf-8");
            assertThat(head.values("Content-Length")).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET CHAT HTTP/1.1",
                "GET CHAT/room HTTP/1.1",
                "GET CHAT/a.b_c~d@e-f HTTP/1.1",
                "GET CHAT/%61%40 HTTP/1.1",
                "GET CHAT?name=J%C3%BCrgen%20P. HTTP/1.1",
                "GET CHAT?unknown=parameter HTTP/1.1",
                "Origin: http://AUTHORITY",
                "Origin: HTTP://AUTHORITY",
                "Upgrade: WebSocket",
                "Upgrade: WEBSOCKET",
                "Connection: keep-alive, Upgrade",
                "Connection: upgrade",
                "+Sec-WebSocket-Protocol: parley.v1, parley.guest.forged",
                "+Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"
            })
    void a_good_handshake_opens_a_conversation(String difference) {
        try (RawSocket socket = knock.sent(difference)) {
            RawSocket.Head head = socket.readsHead();
            assertThat(head.status()).isEqualTo(101);
            assertThat(head.values("Sec-WebSocket-Accept")).containsExactly(ACCEPT);
            assertThat(head.values("Sec-WebSocket-Extensions")).isEmpty();

            assertThat(socket.readsText()).startsWith("{\"type\":\"connected\"");
            byte[] ping = "{\"type\":\"ping\",\"ref\":\"alive\"}".getBytes(StandardCharsets.UTF_8);
            RawSocket.Frame answer =
                    socket.sendsFrame(true, RawSocket.TEXT, ping).readsFrame();
            while (answer.opcode() == RawSocket.PING || answer.text().startsWith("{\"type\":\"joined\"")) {
                answer = socket.readsFrame();
            }
            assertThat(answer.text()).startsWith("{\"type\":\"pong\",\"ref\":\"alive\"");
        }
    }

    @Test
    void without_an_upgrade_a_good_caller_is_told_that_one_is_required() {
        RawSocket.Head head = knock.answer("-Upgrade");

        assertThat(head.status()).isEqualTo(426);
        assertThat(head.values("Sec-WebSocket-Version")).containsExactly("13");
        assertThat(knock.answer("-Upgrade", "-Connection").status()).isEqualTo(426);
        assertThat(knock.answer("-Upgrade", "GET CHAT/room HTTP/1.1").status()).isEqualTo(426);
    }

    @Test
    void without_an_upgrade_a_caller_is_told_why_a_handshake_would_be_refused() {
        assertThat(knock.answer("-Upgrade", "Origin: http://elsewhere.example").status())
                .isEqualTo(403);
        assertThat(knock.answer("-Upgrade", "GET CHAT/a%20b HTTP/1.1").status()).isEqualTo(400);
        assertThat(knock.answer("-Upgrade", "GET CHAT?name= HTTP/1.1").status()).isEqualTo(400);
    }
}
