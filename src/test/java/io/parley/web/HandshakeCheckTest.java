package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.AllowedOrigins;
import io.parley.config.Origin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers to handshakes: RFC 6455, section 4.2; the protocol document, section 1. */
class HandshakeCheckTest {

    private static final HandshakeCheck GUESTS = new HandshakeCheck(AllowedOrigins.SAME, true);
    private static final HandshakeCheck NO_GUESTS = new HandshakeCheck(AllowedOrigins.SAME, false);

    private final Request request = new Request();

    @Test
    void a_good_handshake_goes_on() {
        assertThat(GUESTS.check(request.toHandshake())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade,                  WebSocket",
        "Upgrade,                  'h2c, websocket'",
        "Upgrade,                  h2c|websocket",
        "Connection,               upgrade",
        "Connection,               'keep-alive, Upgrade'",
        "Connection,               keep-alive|Upgrade",
        "Sec-WebSocket-Key,        AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol,   chat",
        "Sec-WebSocket-Protocol,   'parley.v1, parley.guest.1.x.y.z'",
        "Origin,                   http://chat.example:8080",
        "Origin,                   HTTP://Chat.Example:8080",
    })
    void what_the_rfc_allows_goes_on(String header, String values) {
        assertThat(GUESTS.check(request.with(header, values).toHandshake())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade,               h2c,                           400, Upgrade",
        "Upgrade,               websockets,                    400, Upgrade",
        "Upgrade,               '',                            400, Upgrade",
        "Connection,            ,                              400, Connection",
        "Connection,            keep-alive,                    400, Connection",
        "Connection,            not-upgrade,                   400, Connection",
        "Sec-WebSocket-Key,     ,                              400, Sec-WebSocket-Key",
        "Sec-WebSocket-Key,     '',                            400, Sec-WebSocket-Key",
        "Sec-WebSocket-Key,     dGhlIHNhbXBsZSBub25jZQ,        400, Sec-WebSocket-Key",
        "Sec-WebSocket-Key,     dGhlIHNhbXBsZSBub25jZQ=,       400, Sec-WebSocket-Key",
        "Sec-WebSocket-Key,     dGhlIHNhbXBsZSBub25jZR==,      400, Sec-WebSocket-Key",
        "Sec-WebSocket-Key,     dGhlIHNhbXBsZSBub25jZTE=,      400, Sec-WebSocket-Key",
        "Sec-WebSocket-Key,     dGhl*HNhbXBsZSBub25jZQ==,      400, Sec-WebSocket-Key",
        "Sec-WebSocket-Key, AAAAAAAAAAAAAAAAAAAAAA==|AAAAAAAAAAAAAAAAAAAAAA==, 400, Sec-WebSocket-Key",
        "Sec-WebSocket-Version, ,                              426, Sec-WebSocket-Version",
        "Sec-WebSocket-Version, 8,                             426, Sec-WebSocket-Version",
        "Sec-WebSocket-Version, 14,                            426, Sec-WebSocket-Version",
        "Sec-WebSocket-Version, 13|13,                         426, Sec-WebSocket-Version",
        "Host,                  ,                              400, Host",
        "Host,                  chat.example|chat.example,     400, Host",
        "Origin,                http://chat.example,           403, origin",
        "Origin,                https://chat.example:8080,     403, origin",
        "Origin,                http://other.example,          403, origin",
        "Origin,                null,                          403, origin",
        "Origin,                '',                            403, origin",
        "Origin,                nonsense,                      403, origin",
        "Origin, http://chat.example:8080|http://chat.example:8080, 403, origin",
    })
    void a_wrong_header_is_refused_and_named(String header, String values, int status, String named) {
        Refused refused = refusal(GUESTS, values == null ? request.without(header) : request.with(header, values));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(named);
        assertThat(refused.headers().get("Sec-WebSocket-Version")).isEqualTo(status == 426 ? "13" : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "get", "OPTIONS"})
    void another_method_is_refused(String method) {
        request.method = method;

        assertThat(refusal(GUESTS, request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/2.0"})
    void another_version_of_http_is_refused(String version) {
        request.version = version;

        assertThat(refusal(GUESTS, request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/",
                "/chat/a b",
                "/chat/a/b",
                "/chat;x=1",
                "/chat/hall;jsessionid=1",
                "/chat/a%2Fb",
                "/chat/a%3Bb",
                "/chat/%FF",
                "/chat/%",
                "/other"
            })
    void a_path_without_a_room_that_could_be_is_refused(String path) {
        request.path = path;

        assertThat(refusal(GUESTS, request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "name=ann, true",
        "name=Ann%20B., true",
        "name=Ann+B., true",
        "x=1&name=J%C3%B6rg&name=%3C, true",
        "name=%E6%9D%8E, true",
        "nickname=%20, true",
        "name=, false",
        "name, false",
        "name=%3Cb%3E, false",
        "name=%20ann, false",
        "name=J%F6rg, false",
        "name=%C3, false",
    })
    void a_name_that_is_none_is_refused(String query, boolean good) {
        request.query = Optional.of(query);

        assertThat(GUESTS.check(request.toHandshake()).map(Refused::status))
                .isEqualTo(good ? Optional.empty() : Optional.of(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x={", "x=\"", "name=%zz", "name=<b>"})
    void a_target_that_is_no_uri_is_refused(String query) {
        request.query = Optional.of(query);

        assertThat(refusal(GUESTS, request).status()).isEqualTo(400);
    }

    @Test
    void a_probe_over_http_2_gets_its_answer_without_the_headers_that_it_does_not_have() {
        request.version = "HTTP/2.0";
        for (String header : List.of("Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            request.without(header);
        }

        assertThat(refusal(NO_GUESTS, request).status()).isEqualTo(401);
        assertThat(refusal(GUESTS, request).status()).isEqualTo(426);
        assertThat(refusal(GUESTS, request).headers())
                .containsEntry("Sec-WebSocket-Version", "13")
                .doesNotContainKeys("Upgrade", "Connection");
    }

    @Test
    void a_401_carries_a_challenge() {
        assertThat(refusal(NO_GUESTS, request).headers()).containsKey("WWW-Authenticate");
    }

    @Test
    void where_guests_are_not_allowed_a_principal_is_needed() {
        assertThat(refusal(NO_GUESTS, request).status()).isEqualTo(401);

        request.principal = Optional.of("ann");
        assertThat(NO_GUESTS.check(request.toHandshake())).isEmpty();
    }

    @Test
    void a_plain_get_is_answered_what_a_handshake_by_the_same_caller_would_get() {
        for (String header : List.of("Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            request.without(header);
        }
        Refused allowed = refusal(GUESTS, request);
        assertThat(allowed.status()).isEqualTo(426);
        assertThat(allowed.headers()).containsEntry("Upgrade", "websocket").containsEntry("Connection", "Upgrade");

        assertThat(refusal(NO_GUESTS, request).status()).isEqualTo(401);
        assertThat(refusal(GUESTS, request.with("Origin", "https://other.example"))
                        .status())
                .isEqualTo(403);
        request.path = "/chat/a b";
        assertThat(refusal(GUESTS, request).status()).isEqualTo(400);
    }

    @Test
    void an_origin_is_allowed_where_it_is_listed() {
        HandshakeCheck listed = new HandshakeCheck(
                AllowedOrigins.parse("https://page.example, null").orElseThrow(), true);

        assertThat(listed.check(request.with("Origin", "https://page.example").toHandshake()))
                .isEmpty();
        assertThat(listed.check(request.with("Origin", "null").toHandshake())).isEmpty();
        assertThat(listed.check(request.without("Origin").toHandshake())).isEmpty();
        assertThat(refusal(listed, request.with("Origin", "http://chat.example:8080"))
                        .status())
                .isEqualTo(403);
    }

    private static Refused refusal(HandshakeCheck check, Request request) {
        return check.check(request.toHandshake()).orElseThrow(() -> new AssertionError("not refused"));
    }

    /** A good handshake, of which a test spoils a part. */
    private static final class Request {

        private final Map<String, List<String>> headers = new HashMap<>();
        private String method = "GET";
        private String version = "HTTP/1.1";
        private String path = "/chat";
        private Optional<String> query = Optional.empty();
        private Optional<String> principal = Optional.empty();

        Request() {
            with("Host", "chat.example:8080");
            with("Upgrade", "websocket");
            with("Connection", "Upgrade");
            with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
            with("Sec-WebSocket-Version", "13");
        }

        /** Several values of one header are parted by bars. */
        Request with(String header, String values) {
            headers.put(header.toLowerCase(Locale.ROOT), Arrays.asList(values.split("\\|", -1)));
            return this;
        }

        Request without(String header) {
            headers.remove(header.toLowerCase(Locale.ROOT));
            return this;
        }

        Handshake toHandshake() {
            Optional<Origin> own = Optional.ofNullable(headers.get("host"))
                    .filter(hosts -> hosts.size() == 1)
                    .flatMap(hosts -> Origin.parse("http://" + hosts.get(0)));
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
}
