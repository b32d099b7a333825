package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The spellings on the wire, which must not change with the names in the code; and what must not be seen in a log. */
class WireNamesTest {

    @Test
    void error_codes_are_spelled_as_in_the_protocol() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::wire))
                .containsExactly(
                        "bad_request",
                        "too_large",
                        "not_joined",
                        "already_joined",
                        "name_taken",
                        "unknown_room",
                        "forbidden",
                        "unauthenticated",
                        "rate_limited",
                        "muted",
                        "room_full",
                        "too_many_rooms",
                        "unavailable",
                        "internal");
    }

    @Test
    void reasons_for_leaving_are_spelled_as_in_the_protocol() {
        assertThat(Arrays.stream(Event.Left.Reason.values()).map(Event.Left.Reason::wire))
                .containsExactly("left", "kicked", "banned", "closed");
    }

    @Test
    void only_guests_are_guests() {
        assertThat(User.guest("g1", "user1").isGuest()).isTrue();
        assertThat(User.principal("ann").isGuest()).isFalse();
        assertThat(User.SYSTEM.isGuest()).isFalse();
    }

    @Test
    void a_credential_does_not_show_in_a_log() {
        assertThat(new Command.Refresh("secret")).hasToString("Refresh[token=***]");
    }
}
