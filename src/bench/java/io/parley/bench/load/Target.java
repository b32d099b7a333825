package io.parley.bench.load;

import java.nio.charset.StandardCharsets;

/** One of the two that are compared: where its rooms are, and what a handshake asks for. */
enum Target {
    /** The WAR as it was built, in full mode. */
    PARLEY("Parley", "/parley/chat/"),
    /** The plainest endpoint that could do the same. */
    BASELINE("baseline", "/baseline/chat/");

    private static final String FULL_MODE = "Sec-WebSocket-Protocol: parley.v1\r\n";

    private final String title;
    private final String rooms;

    Target(String title, String rooms) {
        this.title = title;
        this.rooms = rooms;
    }

    String title() {
        return title;
    }

    /** The request that begins a connection to a room. */
    String handshake(String room, boolean full) {
        return "GET " + rooms + room + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + (this == PARLEY && full ? FULL_MODE : "")
                + "\r\n";
    }

    /**
     * How the type of that event begins which says that somebody is in the room: {@code connected} or {@code joined}.
     */
    char welcome(boolean full) {
        return this == PARLEY && !full ? 'c' : 'j';
    }

    /** The command of somebody who is in a room, and wants to be in another one, too. */
    static byte[] join(String room) {
        return ("{\"type\":\"join\",\"room\":\"" + room + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
