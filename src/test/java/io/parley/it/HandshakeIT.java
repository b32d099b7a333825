package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes, byte for byte (RFC 6455, section 4; the protocol document, section 1). */
class HandshakeIT extends Deployed {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    /** What the server makes of {@link #KEY} (RFC 6455, section 1.3). */
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    /**
     * A bad handshake differs from a good one as told: {@code -Header} leaves a header out, {@code +Header: value} adds
     * one, {@code Header: value} replaces it, and anything else is the request line.
     */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "POST CHAT HTTP/1.1",
                "PUT CHAT HTTP/1.1",
                "HEAD CHAT HTTP/1.1",
                "GET CHAT HTTP/1.0",
                "-Host",
                "+Host: elsewhere",
                "Upgrade: h2c",
                "Upgrade: websocketx",
                "-Connection",
                "Connection: keep-alive",
                "Connection: close",
                "-Sec-WebSocket-Key",
                "Sec-WebSocket-Key: ",
                "Sec-WebSocket-Key: c2hvcnQ=",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZR==",
                "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==",
                "+Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "GET CHAT/a%20b HTTP/1.1",
                "GET CHAT/a%2Fb HTTP/1.1",
                "GET CHAT/a/b HTTP/1.1",
                "GET CHAT/ HTTP/1.1",
                "GET CHAT/LONG HTTP/1.1",
                "GET CHAT/%C3%BC HTTP/1.1",
                "GET CHAT/a;x=1 HTTP/1.1",
                "GET CHAT;x=1 HTTP/1.1",
                "GET CHAT/;x=1 HTTP/1.1",
                "GET CHAT?name= HTTP/1.1",
                "GET CHAT?name=%20ann HTTP/1.1",
                "GET CHAT?name=a%00b HTTP/1.1",
                "GET CHAT?name=%3Cann%3E HTTP/1.1",
                "GET CHAT?name=u%CC%88 HTTP/1.1",
                "GET CHAT?name=LONG HTTP/1.1",
                "GET CHAT?name=%FCber HTTP/1.1"
            })
    void a_malformed_handshake_is_a_bad_request(String difference) {
        assertThat(answer(difference).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Sec-WebSocket-Version: 8",
                "Sec-WebSocket-Version: 25",
                "Sec-WebSocket-Version: 13, 8",
                "+Sec-WebSocket-Version: 8",
                "-Sec-WebSocket-Version"
            })
    void another_version_is_told_the_right_one(String difference) {
        RawSocket.Head head = answer(difference);

        assertThat(head.status()).isEqualTo(426);
        assertThat(head.values("Sec-WebSocket-Version")).containsExactly("13");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Origin: http://elsewhere.example",
                "Origin: https://AUTHORITY",
                "Origin: http://AUTHORITY.example",
                "Origin: http://127.0.0.1:1",
                "Origin: http://AUTHORITY/",
                "Origin: null",
                "Origin: ",
                "Origin: http://AUTHORITY http://elsewhere.example"
            })
    void a_foreign_origin_is_refused(String difference) {
        assertThat(answer(difference).status()).isEqualTo(403);
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
        try (RawSocket socket = socket()) {
            RawSocket.Head head = socket.sends(request(difference)).readsHead();
            assertThat(head.status()).isEqualTo(101);
            assertThat(head.values("Sec-WebSocket-Accept")).containsExactly(ACCEPT);
            assertThat(head.values("Sec-WebSocket-Extensions")).isEmpty();

            assertThat(socket.readsFrame().text()).startsWith("{\"type\":\"connected\"");
            byte[] ping = "{\"type\":\"ping\",\"ref\":\"alive\"}".getBytes(StandardCharsets.UTF_8);
            RawSocket.Frame answer =
                    socket.sendsFrame(true, RawSocket.TEXT, ping).readsFrame();
            while (answer.text().startsWith("{\"type\":\"joined\"")) {
                answer = socket.readsFrame();
            }
            assertThat(answer.text()).startsWith("{\"type\":\"pong\",\"ref\":\"alive\"");
        }
    }

    @Test
    void without_an_upgrade_a_good_caller_is_told_that_one_is_required() {
        RawSocket.Head head = answer("-Upgrade");

        assertThat(head.status()).isEqualTo(426);
        assertThat(head.values("Upgrade")).containsExactly("websocket");
        assertThat(head.values("Sec-WebSocket-Version")).containsExactly("13");
        assertThat(answer("-Upgrade", "-Connection").status()).isEqualTo(426);
        assertThat(answer("-Upgrade", "GET CHAT/room HTTP/1.1").status()).isEqualTo(426);
    }

    @Test
    void without_an_upgrade_a_caller_is_told_why_a_handshake_would_be_refused() {
        assertThat(answer("-Upgrade", "Origin: http://elsewhere.example").status())
                .isEqualTo(403);
        assertThat(answer("-Upgrade", "GET CHAT/a%20b HTTP/1.1").status()).isEqualTo(400);
        assertThat(answer("-Upgrade", "GET CHAT?name= HTTP/1.1").status()).isEqualTo(400);
    }

    private RawSocket.Head answer(String... differences) {
        try (RawSocket socket = socket()) {
            return socket.sends(request(differences)).readsHead();
        }
    }

    private RawSocket socket() {
        return RawSocket.connect(server.page("chat"));
    }

    /** A good handshake but for the differences. */
    private List<String> request(String... differences) {
        List<String> lines = new ArrayList<>(List.of(
                filled("GET CHAT HTTP/1.1"),
                filled("Host: AUTHORITY"),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: " + KEY,
                "Sec-WebSocket-Version: 13"));
        for (String difference : differences) {
            apply(filled(difference), lines);
        }
        return lines;
    }

    private static void apply(String difference, List<String> lines) {
        if (difference.endsWith("HTTP/1.1") || difference.endsWith("HTTP/1.0")) {
            lines.set(0, difference);
        } else if (difference.startsWith("-")) {
            lines.removeIf(line -> line.startsWith(difference.substring(1) + ":"));
        } else if (difference.startsWith("+")) {
            lines.add(difference.substring(1));
        } else {
            String name = difference.substring(0, difference.indexOf(':') + 1);
            lines.removeIf(line -> line.startsWith(name));
            lines.add(difference);
        }
    }

    private String filled(String template) {
        URI chat = server.page("chat");
        return template.replace("CHAT", chat.getRawPath())
                .replace("AUTHORITY", chat.getRawAuthority())
                .replace("LONG", "x".repeat(129));
    }
}
