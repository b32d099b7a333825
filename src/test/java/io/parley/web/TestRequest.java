package io.parley.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A good handshake, of which a test spoils a part. */
final class TestRequest {

    private final Map<String, List<String>> headers = new HashMap<>();
    String method = "GET";
    String version = "HTTP/1.1";
    String path = "/chat";
    Optional<String> query = Optional.empty();
    Optional<String> principal = Optional.empty();

    TestRequest() {
        with("Host", "chat.example:8080");
        with("Upgrade", "websocket");
        with("Connection", "Upgrade");
        with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        with("Sec-WebSocket-Version", "13");
    }

    /** Several values of one header are parted by bars. */
    TestRequest with(String header, String values) {
        headers.put(header.toLowerCase(Locale.ROOT), Arrays.asList(values.split("\\|", -1)));
        return this;
    }

    TestRequest without(String header) {
        headers.remove(header.toLowerCase(Locale.ROOT));
        return this;
    }

    TestRequest withoutUpgrade() {
        return without("Upgrade")
                .without("Connection")
                .without("Sec-WebSocket-Key")
                .without("Sec-WebSocket-Version");
    }

    Handshake toHandshake() {
        String own = "http://" + String.join("", headers.getOrDefault("host", List.of()));
        Handshake.Target target = new Handshake.Target(
                own, "/parley" + path + query.map(text -> "?" + text).orElse(""), path, query);
        return new Handshake(
                method,
                version,
                target,
                header -> headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of()),
                principal);
    }
}
