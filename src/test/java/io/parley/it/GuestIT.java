package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a guest is: the protocol document, section 1, "Users and guests". */
class GuestIT extends Deployed {

    private static final int MANY = 50;
    private static final int ROUNDS = 4;
    private static final int MANY_TRIES = 1000;

    @ParameterizedTest
    @ValueSource(strings = {"ann", "J\u00fcrgen P.", "\u5c0f\u660e", "a-b_c.d 9", "user", "userx1", "\ud835\udd38"})
    void a_free_name_is_given(String name) {
        Client client = server.full(name);

        client.receives("{'type':'connected','user':'" + name + "'}");
        client.hasNothingMore();
    }

    @ParameterizedTest
    @CsvSource({
        "max, max",
        "moritz, MORITZ",
        "mia, \uff2d\uff49\uff41",
        "stra\u00dfe, STRASSE",
        "\u03c3\u03b1\u03c2, \u03a3\u0391\u03a3",
        "o\ufb00, OFF"
    })
    void a_name_in_use_gives_a_free_one_instead(String used, String wished) {
        server.full(used).receives("{'type':'connected','user':'" + used + "'}");

        Client client = server.full(wished);

        String given = client.receivesConnected().getString("user");
        assertThat(given).matches("user[0-9]+");
        client.receivesError("name_taken", given);
        client.hasNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system", "System", "SY\u017fTEM", "user1", "USER99", "user0", "\uff55ser\uff17"})
    void a_reserved_name_gives_a_free_one_instead(String reserved) {
        Client client = server.full(reserved);

        assertThat(client.receivesConnected().getString("user"))
                .matches("user[0-9]+")
                .isNotEqualTo(reserved);
        client.receivesError("name_taken");
    }

    @Test
    void in_plain_mode_a_name_can_be_asked_for_too() {
        server.client("chat?name=plain").receives("{'type':'connected','user':'plain'}");

        Client second = server.client("chat?name=PLAIN");
        second.receivesConnected();
        second.receivesError("name_taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ann",
                "ann ",
                "a\tb",
                "a\u0000b",
                "<ann>",
                "a/b",
                "u\u0308",
                "\u3164",
                "\ud83d\ude00",
                "x\u202ey"
            })
    void a_malformed_name_is_a_bad_request(String name) {
        refused(Server.named(name));
    }

    @Test
    void a_name_has_at_most_32_characters() {
        String longest = "\u00fc".repeat(32);
        server.full(longest).receives("{'type':'connected','user':'" + longest + "'}");

        refused(Server.named(longest + "x"));
    }

    @Test
    void a_name_is_free_again_when_its_connection_has_gone() {
        Client first = server.member("gone", "leavers");
        first.closes(1000);

        Stream<String> given =
                Stream.generate(() -> server.full("gone").receivesConnected().getString("user"));

        assertThat(given.limit(MANY_TRIES).anyMatch("gone"::equals)).isTrue();
    }

    @Test
    void messages_of_guests_say_so() {
        Client client = server.member("guest", "said");

        client.sends("{'type':'message','text':'x'}").receives("{'type':'message','from':'guest','guest':true}");
        client.sends("{'type':'history'}");
        JsonObject page = client.receives("{'type':'history'}");
        assertThat(page.getJsonArray("messages").getJsonObject(0).getBoolean("guest"))
                .isTrue();
    }

    @Test
    void only_full_mode_tells_a_token() {
        assertThat(server.plain().receivesConnected()).doesNotContainKey("guest");
        assertThat(server.full().receivesConnected()).containsKey("guest");
        assertThat(server.client("chat", "parley.guest.x").receivesConnected()).doesNotContainKey("guest");
    }

    @Test
    void a_token_makes_the_same_user_beside_open_connections() {
        Client first = server.full("tess");
        String token = first.receivesConnected().getString("guest");
        first.joins("same");

        Client second = server.returning(token);
        second.receives("{'type':'connected','user':'tess'}");
        second.hasNothingMore();

        assertThat(second.joins("same").getInt("members")).isEqualTo(1);
        second.says("same", "it is me");
        first.receives("{'type':'message','from':'tess'}");
        assertThat(server.returning(token).receivesConnected().getString("guest"))
                .as("one that is good for later, too")
                .isNotEmpty();
    }

    @Test
    void a_wish_beside_open_connections_of_the_same_user_is_refused() {
        String token = server.full("tina").receivesConnected().getString("guest");

        Client second = server.client("chat?name=other", Server.FULL, "parley.guest." + token);

        second.receives("{'type':'connected','user':'tina'}");
        second.receivesError("name_taken", "tina");
    }

    @Test
    void a_token_gives_the_name_back_after_all_connections_have_gone() {
        Client first = server.full("theo");
        String token = first.receivesConnected().getString("guest");
        first.closes(1000);

        server.returning(token).receives("{'type':'connected','user':'theo'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "signature", "id", "empty", "garbage", "long"})
    void a_forged_token_makes_a_new_guest(String how) {
        String token = server.full("trude").receivesConnected().getString("guest");

        Client client = server.returning(forged(token, how));

        JsonObject connected = client.receivesConnected();
        assertThat(connected.getString("user")).matches("user[0-9]+");
        assertThat(id(connected.getString("guest"))).isNotEqualTo(id(token));
        client.hasNothingMore();
    }

    private static String forged(String token, String how) {
        char last = token.charAt(token.length() - 2);
        return switch (how) {
            case "truncated" -> token.substring(0, token.length() - 1);
            case "signature" ->
                token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.charAt(token.length() - 1);
            case "id" -> token.replaceFirst("1\\..", token.charAt(2) == 'A' ? "1.B" : "1.A");
            case "empty" -> "1...";
            case "garbage" -> "!#$%&'*+^`|~";
            default -> token + "x".repeat(1000);
        };
    }

    private static String id(String token) {
        return token.substring(2, token.indexOf('.', 2));
    }

    @Test
    void many_that_come_at_once_are_not_mixed_up() {
        List<String> tokens = Crowd.all(
                MANY,
                i -> server.full("one of " + i)
                        .receives("{'type':'connected','user':'one of " + i + "'}")
                        .getString("guest"));

        for (int round = 0; round < ROUNDS; round++) {
            Crowd.all(MANY, i -> {
                Client client = server.client("chat/room-" + i, Server.FULL, "parley.guest." + tokens.get(i));
                client.receives("{'type':'connected','user':'one of " + i + "'}");
                client.receives("{'type':'joined','room':'room-" + i + "'}");
                client.hasNothingMore();
                return i;
            });
        }
    }

    private void refused(String query) {
        assertThatThrownBy(() -> server.client("chat" + query))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(thrown -> assertThat(thrown.getCause())
                        .extracting(cause -> ((WebSocketHandshakeException) cause)
                                .getResponse()
                                .statusCode())
                        .isEqualTo(400));
    }
}
