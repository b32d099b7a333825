package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.chat.Arrival;
import io.parley.config.AllowedOrigins;
import io.parley.guest.GuestName;
import io.parley.protocol.RoomName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers to handshakes: RFC 6455, section 4.2; the protocol document, section 1. */
class HandshakeCheckTest {

    private static final HandshakeCheck GUESTS = new HandshakeCheck(AllowedOrigins.SAME, true);
    private static final HandshakeCheck NO_GUESTS = new HandshakeCheck(AllowedOrigins.SAME, false);

    private final TestRequest request = new TestRequest();

    @Test
    void a_good_handshake_goes_on() {
        assertThat(passes(GUESTS, request)).isTrue();
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
        assertThat(passes(GUESTS, request.with(header, values))).isTrue();
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

        assertThat(status(GUESTS, request)).isEqualTo(good ? Optional.empty() : Optional.of(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x={", "x=\"", "name=%zz", "name=<b>"})
    void a_target_that_is_no_uri_is_refused(String query) {
        request.query = Optional.of(query);

        assertThat(refusal(GUESTS, request).status()).isEqualTo(400);
    }

    @Test
    void a_probe_over_http_2_needs_none_of_the_headers_that_it_does_not_have() {
        request.version = "HTTP/2.0";
        request.withoutUpgrade().without("Host");

        assertThat(passes(GUESTS, request)).isTrue();
        assertThat(refusal(NO_GUESTS, request).status()).isEqualTo(401);
    }

    @Test
    void a_401_carries_a_challenge() {
        assertThat(refusal(NO_GUESTS, request).headers()).containsKey("WWW-Authenticate");
    }

    @Test
    void where_guests_are_not_allowed_a_principal_is_needed() {
        assertThat(refusal(NO_GUESTS, request).status()).isEqualTo(401);

        request.principal = Optional.of("ann");
        assertThat(passes(NO_GUESTS, request)).isTrue();
    }

    @Test
    void a_principal_whose_name_is_too_long_is_refused_in_words() {
        request.principal = Optional.of("n".repeat(513));

        assertThat(refusal(GUESTS, request).status()).isEqualTo(403);
        assertThat(refusal(GUESTS, request).message()).contains("at most 512 characters");
    }

    @Test
    void a_plain_get_is_checked_as_a_handshake_by_the_same_caller_would_be() {
        request.withoutUpgrade();

        assertThat(passes(GUESTS, request)).isTrue();
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

        assertThat(passes(listed, request.with("Origin", "https://page.example")))
                .isTrue();
        assertThat(passes(listed, request.with("Origin", "null"))).isTrue();
        assertThat(passes(listed, request.without("Origin"))).isTrue();
        assertThat(refusal(listed, request.with("Origin", "http://chat.example:8080"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_was_read_is_handed_on() {
        request.path = "/chat/hall";
        request.query = Optional.of("name=ann");
        request.with("Sec-WebSocket-Protocol", "parley.v1, parley.guest.1.x.y.z");

        assertThat(GUESTS.check(request.toHandshake()))
                .isEqualTo(new HandshakeCheck.Passed(new Arrival(
                        true,
                        Optional.of(new RoomName("hall")),
                        Optional.empty(),
                        GuestName.parse("ann"),
                        Optional.of("1.x.y.z"))));
    }

    private static boolean passes(HandshakeCheck check, TestRequest request) {
        return check.check(request.toHandshake()) instanceof HandshakeCheck.Passed;
    }

    private static Optional<Integer> status(HandshakeCheck check, TestRequest request) {
        return check.check(request.toHandshake()) instanceof Refused refused
                ? Optional.of(refused.status())
                : Optional.empty();
    }

    private static Refused refusal(HandshakeCheck check, TestRequest request) {
        assertThat(check.check(request.toHandshake())).isInstanceOf(Refused.class);
        return (Refused) check.check(request.toHandshake());
    }
}
