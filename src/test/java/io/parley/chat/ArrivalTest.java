package io.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.parley.guest.GuestName;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol document, section 1. */
class ArrivalTest {

    @ParameterizedTest
    @CsvSource({
        "/chat,                '',                                    false, '',    ''",
        "/chat,                chat,                                  false, '',    ''",
        "/chat,                PARLEY.V1,                             false, '',    ''",
        "/chat,                parley.v1,                             true,  '',    ''",
        "/chat,                chat parley.v1,                        true,  '',    ''",
        "/chat/hall,           '',                                    false, hall,  ''",
        "/chat/a.B_1~@-,       parley.v1,                             true,  a.B_1~@-, ''",
        "/chat/a%40b,          parley.v1,                             true,  a@b,   ''",
        "/chat,                parley.v1 parley.guest.1.x.y.z,        true,  '',    1.x.y.z",
        "/chat,                parley.guest.1.x.y.z parley.v1,        true,  '',    1.x.y.z",
        "/chat,                parley.v1 parley.guest.a parley.guest.b, true, '',   a",
        "/chat,                parley.guest.1.x.y.z,                  false, '',    ''",
    })
    void a_handshake_says_mode_room_and_token(String path, String protocols, boolean full, String room, String token) {
        List<String> offered =
                Stream.of(protocols.split(" ", -1)).filter(p -> !p.isEmpty()).toList();

        Arrival arrival = Arrival.read(new Arrival.Parts(path, Optional.empty(), offered, Optional.empty()), true);

        assertThat(arrival)
                .isEqualTo(new Arrival(
                        full,
                        Optional.of(room).filter(name -> !name.isEmpty()).map(RoomName::new),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(token).filter(text -> !text.isEmpty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/",
                "/chat/a b",
                "/chat/a/b",
                "/chat/ä",
                "/chatter",
                "/chatter/hall",
                "/",
                "",
                "/chat/a%2Fb",
                "/chat/a%",
                "/chat/a;b",
                "/%63hat"
            })
    void a_path_without_a_room_that_could_be_is_refused(String path) {
        assertRefused(path, Optional.empty(), Optional.empty(), true, Refusal.MALFORMED_ROOM);
    }

    @Test
    void a_room_name_that_is_too_long_is_refused() {
        assertRefused("/chat/" + "r".repeat(129), Optional.empty(), Optional.empty(), true, Refusal.MALFORMED_ROOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "a%09b", "<b>", "J%F6rg", "%", "abcdefghijklmnopqrstuvwxyz1234567"})
    void a_wish_that_is_no_name_is_refused(String wish) {
        assertRefused("/chat", Optional.of("name=" + wish), Optional.empty(), true, Refusal.MALFORMED_NAME);
    }

    @Test
    void a_wish_is_read() {
        Arrival.Parts parts = new Arrival.Parts("/chat", Optional.of("name=Ann+B."), List.of(), Optional.empty());

        assertThat(Arrival.read(parts, true).wish()).contains(new GuestName("Ann B."));
    }

    @Test
    void where_guests_are_not_allowed_only_principals_come() {
        assertRefused("/chat", Optional.empty(), Optional.empty(), false, Refusal.NOT_AUTHENTICATED);

        Arrival.Parts parts = new Arrival.Parts("/chat", Optional.empty(), List.of(), Optional.of("ann"));
        assertThat(Arrival.read(parts, false).principal()).contains("ann");
    }

    @Test
    void a_principal_whose_name_cannot_be_stored_is_refused() {
        String longest = "n".repeat(512);
        Arrival.Parts parts = new Arrival.Parts("/chat", Optional.empty(), List.of(), Optional.of(longest));

        assertThat(Arrival.read(parts, true).principal()).contains(longest);
        assertRefused("/chat", Optional.empty(), Optional.of(longest + "n"), true, Refusal.PRINCIPAL_TOO_LONG);
    }

    @Test
    void an_arrival_in_words_does_not_tell_the_token() {
        Arrival.Parts parts = new Arrival.Parts(
                "/chat", Optional.empty(), List.of("parley.v1", "parley.guest.secret"), Optional.empty());

        assertThat(parts.toString()).doesNotContain("secret");
        assertThat(Arrival.read(parts, true).toString()).doesNotContain("secret");
    }

    private static void assertRefused(
            String path, Optional<String> wish, Optional<String> principal, boolean guests, Refusal refusal) {
        assertThatThrownBy(() -> Arrival.read(new Arrival.Parts(path, wish, List.of(), principal), guests))
                .asInstanceOf(type(ArrivalRefusedException.class))
                .extracting(ArrivalRefusedException::refusal)
                .isEqualTo(refusal);
    }
}
