package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.chat.Arrival;
import io.parley.config.AllowedOrigins;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import io.parley.session.Admission;
import io.parley.session.AdmissionLimits;
import io.parley.session.Caller;
import io.parley.session.Place;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The protocol document, section 1: 429, 503, and the plain GET that tells why. */
class DoorkeeperTest {

    private static final Client CLIENT = new Client("192.0.2.1", "192.0.2.1", "http://chat.example");
    private static final Client OTHER = new Client("192.0.2.2", "192.0.2.2", "http://chat.example");

    private final HandshakePaceTest.TestMeter meter = new HandshakePaceTest.TestMeter();
    private final TestRequest request = new TestRequest();
    private AdmissionLimits limits = new AdmissionLimits(0, 0, 0);
    private int perSecond;
    private int verified;

    @Test
    void a_good_handshake_gets_a_place_for_its_caller() {
        request.principal = Optional.of("ann");
        Doorkeeper doorkeeper = doorkeeper();

        assertThat(place(doorkeeper, CLIENT).caller())
                .isEqualTo(new Caller(
                        "192.0.2.1", Optional.of(User.principal("ann").key())));
    }

    @Test
    void a_token_that_is_known_counts_for_its_user() {
        request.with("Sec-WebSocket-Protocol", "parley.v1, parley.guest.good");

        assertThat(place(doorkeeper(), CLIENT).caller().user())
                .contains(User.guest("g1", "any").key());
    }

    @Test
    void where_there_is_no_place_both_are_told_so_and_when_to_come_back() {
        limits = new AdmissionLimits(1, 0, 0);
        Doorkeeper doorkeeper = doorkeeper();
        place(doorkeeper, CLIENT);

        Refused refused = refusal(doorkeeper, OTHER);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("Retry-After", "10");

        request.withoutUpgrade();
        assertThat(refusal(doorkeeper, OTHER)).isEqualTo(refused);
    }

    @Test
    void too_many_of_an_address_or_a_user_are_told_so() {
        request.principal = Optional.of("ann");
        limits = new AdmissionLimits(0, 1, 0);
        Doorkeeper perAddress = doorkeeper();
        place(perAddress, CLIENT);
        assertThat(refusal(perAddress, CLIENT).status()).isEqualTo(429);
        place(perAddress, OTHER);

        limits = new AdmissionLimits(0, 0, 1);
        Doorkeeper perUser = doorkeeper();
        place(perUser, CLIENT);
        Refused refused = refusal(perUser, OTHER);
        assertThat(refused.status()).isEqualTo(429);
        request.withoutUpgrade();
        assertThat(refusal(perUser, OTHER)).isEqualTo(refused);
    }

    @Test
    void who_comes_too_fast_is_told_to_wait_for_whole_seconds() {
        perSecond = 2;
        Doorkeeper doorkeeper = doorkeeper();
        place(doorkeeper, CLIENT);
        place(doorkeeper, CLIENT);

        Refused refused = refusal(doorkeeper, CLIENT);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
        place(doorkeeper, OTHER);

        meter.pass(Duration.ofMillis(500));
        place(doorkeeper, CLIENT);
    }

    @Test
    void a_plain_get_takes_neither_a_place_nor_a_turn() {
        perSecond = 1;
        limits = new AdmissionLimits(1, 0, 0);
        Doorkeeper doorkeeper = doorkeeper();
        TestRequest question = new TestRequest().withoutUpgrade();
        for (int i = 0; i < 3; i++) {
            Refused answer = (Refused) doorkeeper.answer(question.toHandshake(), CLIENT);
            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.headers())
                    .containsEntry("Sec-WebSocket-Version", "13")
                    .containsEntry("Upgrade", "websocket")
                    .containsEntry("Connection", "Upgrade");
        }

        place(doorkeeper, CLIENT);
        Refused handshake = refusal(doorkeeper, CLIENT);
        assertThat(handshake.status()).as("too fast").isEqualTo(429);
        assertThat(doorkeeper.answer(question.toHandshake(), CLIENT)).isEqualTo(handshake);
    }

    @Test
    void a_probe_over_http_2_is_answered_without_the_headers_that_it_does_not_have() {
        request.version = "HTTP/2.0";
        request.withoutUpgrade().without("Host");

        Refused answer = refusal(doorkeeper(), CLIENT);

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.headers())
                .containsEntry("Sec-WebSocket-Version", "13")
                .doesNotContainKeys("Upgrade", "Connection");
    }

    @Test
    void what_is_malformed_or_not_allowed_takes_no_turn_and_verifies_no_token() {
        perSecond = 1;
        Doorkeeper doorkeeper = doorkeeper();
        for (int i = 0; i < 3; i++) {
            request.with("Origin", "https://other.example");
            assertThat(refusal(doorkeeper, CLIENT).status()).isEqualTo(403);
            request.without("Origin").with("Sec-WebSocket-Version", "8");
            assertThat(refusal(doorkeeper, CLIENT).status()).isEqualTo(426);
            request.with("Sec-WebSocket-Version", "13");
        }
        assertThat(verified).isZero();

        place(doorkeeper, CLIENT);
    }

    @Test
    void a_handshake_without_a_place_takes_its_turn_and_one_too_fast_verifies_no_token() {
        perSecond = 2;
        limits = new AdmissionLimits(1, 0, 0);
        Doorkeeper doorkeeper = doorkeeper();
        place(doorkeeper, CLIENT);

        assertThat(refusal(doorkeeper, CLIENT).status()).isEqualTo(503);
        assertThat(refusal(doorkeeper, CLIENT).status()).isEqualTo(429);
        assertThat(verified).isEqualTo(2);
    }

    private Doorkeeper doorkeeper() {
        return new Doorkeeper(
                new HandshakeCheck(AllowedOrigins.SAME, true),
                new HandshakePace(perSecond, 10, meter),
                new Admission(limits, new TestTime()),
                this::known);
    }

    private Optional<UserKey> known(Arrival arrival) {
        verified++;
        return arrival.principal()
                .map(name -> User.principal(name).key())
                .or(() -> arrival.token()
                        .filter("good"::equals)
                        .map(token -> User.guest("g1", "any").key()));
    }

    private Place place(Doorkeeper doorkeeper, Client client) {
        Doorkeeper.Answer answer = doorkeeper.answer(request.toHandshake(), client);
        assertThat(answer).isInstanceOf(Doorkeeper.Admitted.class);
        return ((Doorkeeper.Admitted) answer).place();
    }

    private Refused refusal(Doorkeeper doorkeeper, Client client) {
        Doorkeeper.Answer answer = doorkeeper.answer(request.toHandshake(), client);
        assertThat(answer).isInstanceOf(Refused.class);
        return (Refused) answer;
    }
}
