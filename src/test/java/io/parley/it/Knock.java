package io.parley.it;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Handshakes, byte for byte: a good one but for what a test says (RFC 6455, section 4.1). */
final class Knock {

    /** Of the good handshake. */
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    /** What makes a question of it: what would I get? */
    static final String NO_UPGRADE = "-Upgrade";

    private final URI chat;

    Knock(Server server) {
        this.chat = server.page("chat");
    }

    /**
     * The answer to a handshake with differences: {@code -Header} leaves a header out, {@code +Header: value} adds one,
     * {@code Header: value} replaces it, and what ends in a version of HTTP is the request line. {@code CHAT} stands
     * for the endpoint's path, {@code AUTHORITY} for the server's, {@code LONG} for 129 characters. A connection that
     * opens is dropped.
     */
    RawSocket.Head answer(String... differences) {
        try (RawSocket socket = sent(differences)) {
            return socket.readsHead();
        }
    }

    /** A handshake that is sent, and its answer not read yet. */
    RawSocket sent(String... differences) {
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
        return RawSocket.connect(chat).sends(lines);
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
        return template.replace("CHAT", chat.getRawPath())
                .replace("AUTHORITY", chat.getRawAuthority())
                .replace("LONG", "x".repeat(129));
    }
}
