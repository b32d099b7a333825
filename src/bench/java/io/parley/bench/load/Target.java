package io.parley.bench.load;

import java.nio.charset.StandardCharsets;

/** One of the two that are compared: where its rooms are, and what a handshake asks for. */
enum Target {
    /** The WAR as it was built, in full mode. */
    PARLEY("Parley", "/parley/chat/", "Sec-WebSocket-Protocol: parley.v1\r\n"),
    /** The plainest endpoint that could do the same. */
    BASELINE("baseline", "/baseline/chat/", "");

    private final String title;
    private final String rooms;
    private final String wish;

    Target(String title, String rooms, String wish) {
        this.title = title;
        this.rooms = rooms;
        this.wish = wish;
    }

    String title() {
        return title;
    }

    /** The request that begins a connection to a room; whoever is let in is told by {@code joined}. */
    String handshake(String room) {
        return "GET " + rooms + room + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + wish
                + "\r\n";
    }

    /** The command of somebody who is in a room, and wants to be in another one, too. */
    static byte[] join(String room) {
        return ("{\"type\":\"join\",\"room\":\"" + room + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
