package io.parley.chat;

import static io.parley.chat.ChatFixture.HALL;
import static io.parley.chat.ChatFixture.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.guest.GuestName;
import io.parley.protocol.CloseCode;
import io.parley.protocol.Command;
import io.parley.protocol.User;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a conversation begins: the protocol document, section 1. */
class BeginningTest {

    private final ChatFixture fixture = new ChatFixture();

    @Test
    void in_plain_mode_connected_comes_first_and_the_default_room_is_joined_silently() {
        Talk ann = fixture.plain();
        ann.hears("connected user1");

        fixture.publishes(LOBBY, "hello");
        ann.hears("lobby 1=hello by system");
        assertThat(fixture.usersIn(LOBBY)).containsExactly("user1");
    }

    @Test
    void whoever_reads_connected_in_plain_mode_is_in_the_room() {
        fixture.log.hold();
        Talk ann = fixture.plain();
        assertThat(ann.transport.sent()).isEmpty();

        fixture.log.release();

        ann.hears("connected user1");
        assertThat(fixture.usersIn(LOBBY)).containsExactly("user1");
    }

    @Test
    void in_plain_mode_a_room_in_the_path_is_joined_instead() {
        Talk ann = fixture.arrives(new Arrival(
                false, Optional.of(HALL), Optional.empty(), Optional.of(new GuestName("ann")), Optional.empty()));
        ann.hears("connected ann");

        fixture.publishes(LOBBY, "not here");
        fixture.publishes(HALL, "hello");
        ann.hears("hall 1=hello by system");
    }

    @Test
    void in_plain_mode_who_finds_no_room_is_sent_away_to_come_back_later() {
        fixture.log.fail();

        Talk ann = fixture.plain();

        ann.isClosedWith(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void in_plain_mode_nobody_is_told_of_presence_or_typing() {
        Talk ann = fixture.plain();
        Talk bob = fixture.member("bob", LOBBY);
        ann.forgets();

        bob.says(new Command.Typing(Optional.of(LOBBY), true));
        fixture.time.pass(ChatFixture.BATCH);

        ann.hears();
    }

    @Test
    void in_full_mode_nothing_is_joined_until_the_client_says_so() {
        Talk ann = fixture.full("ann");
        fixture.publishes(LOBBY, "hello");

        ann.hears("connected ann with a token");
        assertThat(fixture.usersIn(LOBBY)).isEmpty();
    }

    @Test
    void in_full_mode_a_room_in_the_path_is_joined_with_its_newest_messages() {
        fixture.publishes(HALL, "before");

        fixture.arrives(new Arrival(
                        true, Optional.of(HALL), Optional.empty(), Optional.of(new GuestName("ann")), Optional.empty()))
                .hears("connected ann with a token", "joined hall at 1: [1=before] among 1");
    }

    @Test
    void who_cannot_join_first_is_told_and_may_try_again() {
        fixture.log.fail();

        fixture.arrives(new Arrival(true, Optional.of(HALL), Optional.empty(), Optional.empty(), Optional.empty()))
                .hears("connected user1 with a token", "error unavailable")
                .joins(HALL)
                .hears("error unavailable")
                .isOpen();
    }

    @Test
    void a_name_that_is_taken_gives_a_free_one_and_is_said_behind_connected() {
        fixture.full("ann");

        fixture.full("Ann").hears("connected user1 with a token", "error name_taken");
    }

    @Test
    void a_name_that_is_taken_is_no_fault_of_the_client() {
        fixture.full("ann");
        Talk other = fixture.full("ann");
        for (int i = 0; i < ChatFixture.MOST_FAULTS; i++) {
            other.isFaulty();
        }

        other.isOpen();
    }

    @Test
    void a_principal_bears_its_name_and_gets_no_token() {
        fixture.full("ann");

        fixture.arrives(new Arrival(
                        true,
                        Optional.empty(),
                        Optional.of("ann"),
                        Optional.of(new GuestName("bob")),
                        Optional.empty()))
                .hears("connected ann");
    }

    @Test
    void a_guest_with_a_token_is_the_same_user_under_its_name() {
        String token = fixture.tokens.issue(User.guest("an-id-of-22-characters", "ann"));
        Arrival returning =
                new Arrival(true, Optional.of(HALL), Optional.empty(), Optional.empty(), Optional.of(token));

        fixture.arrives(returning).hears("connected ann with a token", "joined hall at 0: [] among 1");
        fixture.arrives(returning).hears("connected ann with a token", "joined hall at 0: [] among 1");
    }

    @Test
    void a_token_that_is_none_makes_a_new_guest() {
        fixture.arrives(new Arrival(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("forged")))
                .hears("connected user1 with a token");
    }
}
