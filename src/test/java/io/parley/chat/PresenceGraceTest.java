package io.parley.chat;

import static io.parley.chat.ChatFixture.BATCH;
import static io.parley.chat.ChatFixture.GRACE;
import static io.parley.chat.ChatFixture.HALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.guest.GuestName;
import io.parley.protocol.Command;
import io.parley.protocol.User;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tab that is reloaded, a line that is lost, a guest that comes back: what the others see of it. */
class PresenceGraceTest {

    private final ChatFixture fixture = new ChatFixture();
    private final Talk watcher = fixture.member("watcher", HALL);
    private final User bob = User.guest("AAAAAAAAAAAAAAAAAAAAAA", "bob");

    @Test
    void a_tab_that_is_reloaded_within_the_grace_makes_no_noise() {
        Talk tab = arrives().joins(HALL);
        quiet();

        tab.isGone();
        fixture.time.pass(GRACE.dividedBy(2));
        Talk again = arrives().hears("connected bob with a token").joins(HALL);
        again.hears("joined hall at 0: [] among 2");
        fixture.time.pass(GRACE.multipliedBy(2));

        watcher.hears();
        assertThat(fixture.usersIn(HALL)).containsExactly("bob", "watcher");
    }

    @Test
    void who_does_not_come_back_has_left_after_the_grace() {
        Talk tab = arrives().joins(HALL);
        quiet();

        tab.isGone();
        watcher.says(members());
        watcher.hears("members [bob, watcher] of 2");
        fixture.time.pass(GRACE.plus(BATCH));

        watcher.hears("presence of 1");
    }

    @Test
    void who_closes_has_left_at_once() {
        Talk tab = arrives().joins(HALL);
        quiet();

        tab.leaves();
        assertThat(fixture.usersIn(HALL)).containsExactly("watcher");
        fixture.time.pass(BATCH);

        watcher.hears("presence of 1");
    }

    @Test
    void of_three_connections_the_last_one_counts() {
        List<Talk> tabs =
                List.of(arrives().joins(HALL), arrives().joins(HALL), arrives().joins(HALL));
        quiet();

        tabs.get(0).leaves();
        tabs.get(1).isGone();
        fixture.time.pass(GRACE.multipliedBy(2));
        watcher.hears();
        tabs.get(2).says(new Command.Leave(Optional.of(HALL)));
        fixture.time.pass(BATCH);

        watcher.hears("presence of 1");
    }

    @Test
    void a_guest_in_plain_mode_cannot_come_back_and_has_no_grace() {
        Talk plain = fixture.plain();
        assertThat(fixture.usersIn(ChatFixture.LOBBY)).hasSize(1);

        plain.isGone();

        assertThat(fixture.usersIn(ChatFixture.LOBBY)).isEmpty();
    }

    @Test
    void who_is_dropped_beyond_what_one_address_has_kept_has_left_at_once() {
        List<Talk> tabs = IntStream.range(0, ChatFixture.MOST_ABSENT / 2 + 1)
                .mapToObj(i -> fixture.member("guest" + i, HALL))
                .toList();

        tabs.forEach(Talk::isGone);

        assertThat(fixture.usersIn(HALL))
                .hasSize(ChatFixture.MOST_ABSENT / 2 + 1)
                .contains("watcher", "guest0");
        fixture.full("guest" + ChatFixture.MOST_ABSENT / 2)
                .hears("connected guest" + ChatFixture.MOST_ABSENT / 2 + " with a token");
    }

    @Test
    void a_guest_whose_name_was_taken_comes_back_under_another() {
        Talk tab = arrives().joins(HALL);
        quiet();
        tab.isGone();
        fixture.time.pass(GRACE);
        fixture.full("bob").hears("connected bob with a token");

        arrives().hears("connected user1 with a token", "error name_taken").joins(HALL);

        assertThat(fixture.usersIn(HALL)).containsExactly("user1", "watcher");
    }

    private Talk arrives() {
        return fixture.arrives(new Arrival(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.<GuestName>empty(),
                Optional.of(fixture.tokens.issue(bob))));
    }

    private void quiet() {
        fixture.time.pass(BATCH);
        watcher.forgets();
    }

    private static Command members() {
        return new Command.Members(Optional.of(HALL), Optional.empty(), OptionalInt.empty());
    }
}
