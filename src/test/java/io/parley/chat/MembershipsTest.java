package io.parley.chat;

import static io.parley.chat.ChatFixture.HALL;
import static io.parley.chat.ChatFixture.LOBBY;
import static io.parley.chat.ChatFixture.YARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.parley.protocol.ErrorCode;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MembershipsTest {

    private final Memberships memberships = new Memberships(2);

    @Test
    void the_only_room_need_not_be_named() {
        assertRefused(() -> memberships.meant(Optional.empty()), ErrorCode.NOT_JOINED);

        memberships.begin(HALL);
        assertThat(memberships.meant(Optional.empty())).isEqualTo(HALL);

        memberships.begin(YARD);
        assertRefused(() -> memberships.meant(Optional.empty()), ErrorCode.BAD_REQUEST);
        assertThat(memberships.meant(Optional.of(YARD))).isEqualTo(YARD);

        memberships.end(HALL);
        assertThat(memberships.meant(Optional.empty())).isEqualTo(YARD);
    }

    @Test
    void a_named_room_must_be_one_of_the_connections() {
        memberships.begin(HALL);

        assertRefused(() -> memberships.meant(Optional.of(LOBBY)), ErrorCode.NOT_JOINED);
    }

    @Test
    void a_room_is_joined_once() {
        memberships.begin(HALL);

        assertRefused(() -> memberships.begin(HALL), ErrorCode.ALREADY_JOINED);
        memberships.end(HALL);
        memberships.begin(HALL);
    }

    @Test
    void no_more_rooms_than_the_limit() {
        memberships.begin(HALL);
        memberships.begin(YARD);

        assertRefused(() -> memberships.begin(LOBBY), ErrorCode.TOO_MANY_ROOMS);
        memberships.end(YARD);
        memberships.begin(LOBBY);
    }

    @Test
    void a_join_that_fails_ends_its_own_stay_only() {
        Memberships.Stay first = memberships.begin(HALL);
        memberships.end(HALL);
        memberships.begin(HALL);

        memberships.fail(HALL, first);
        assertThat(memberships.meant(Optional.empty())).isEqualTo(HALL);
    }

    @Test
    void after_the_end_there_is_no_further_stay() {
        memberships.begin(HALL);
        memberships.begin(YARD);

        assertThat(memberships.endAll()).containsExactlyInAnyOrder(HALL, YARD);
        assertThat(memberships.endAll()).isEmpty();
        assertRefused(() -> memberships.meant(Optional.of(HALL)), ErrorCode.NOT_JOINED);
        assertThatThrownBy(() -> memberships.begin(HALL)).isInstanceOf(RefusedException.class);
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::code)
                .isEqualTo(code);
    }
}
