package io.parley.frame.trace;

import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.Route;
import java.nio.charset.StandardCharsets;

/**
 * An opening handshake that could have come before the frames (RFC 6455, sections 4.1 and 4.2.2): the least that is
 * one. Of the real one it has the path and the server; nothing that only its client knew.
 */
final class Handshake {

    /** Sixteen bytes that say "Parley made this" (RFC 6455, section 4.1). */
    static final String KEY = "UGFybGV5IG1hZGUgdGhpcw==";

    /** What follows from the key (RFC 6455, section 4.2.2). */
    private static final String ACCEPT = "2b3TUNm892/e9DZz2befUUZ2A8U=";

    private Handshake() {}

    /** The client's part; the server keeps the port that it really had. */
    static byte[] request(Route route) {
        return ("GET " + path(route.path()) + " HTTP/1.1\r\n"
                        + "Host: " + host(route.server()) + "\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: " + KEY + "\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The server's part. */
    static byte[] response() {
        return ("HTTP/1.1 101 Switching Protocols\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + ACCEPT + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String host(Endpoint server) {
        String host = WrittenAddress.of(server.address()).host();
        return server.hasPort() ? host + ':' + server.port() : host;
    }

    /** Without a query, and without parameters, in which a session's id may stand (RFC 3986, sections 3.3 and 3.4). */
    private static String path(String uri) {
        String plain = uri.replaceFirst("(?s)[?#].*$", "").replaceAll(";[^/]*", "");
        StringBuilder path = new StringBuilder(plain.startsWith("/") ? "" : "/");
        for (byte value : plain.getBytes(StandardCharsets.UTF_8)) {
            if (value > ' ' && value < 0x7F) {
                path.append((char) value);
            } else {
                path.append("%%%02X".formatted(value));
            }
        }
        return path.toString();
    }
}
