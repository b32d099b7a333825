package io.parley.chat;

import static io.parley.chat.ChatFixture.HALL;
import static io.parley.chat.ChatFixture.YARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.pace.PaceLimits;
import io.parley.protocol.CloseCode;
import io.parley.protocol.Command;
import io.parley.protocol.User;
import io.parley.session.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What comes too fast: the protocol document, section 8, "Rates". */
class ThrottleTest {

    private static final Command PING = new Command.Ping();
    private static final Command TYPING = new Command.Typing(Optional.of(HALL), true);
    private static final Command HISTORY =
            new Command.History(Optional.of(HALL), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());

    /** One command a second, four at once. */
    private final ChatFixture fixture = new ChatFixture(new PaceLimits(1, 0, 0, 0, 0));

    @Test
    void what_is_too_much_is_refused_with_the_time_to_wait_and_changes_nothing() {
        Talk ann = fixture.member("ann", HALL);
        Talk bob = fixture.member("bob", HALL);
        fixture.time.pass(Duration.ofSeconds(1));
        ann.writes(HALL, "a")
                .writes(HALL, "b")
                .writes(HALL, "c")
                .writes(HALL, "d")
                .forgets();
        bob.forgets();

        ann.says("r", Talk.message(HALL, "e")).hears("error rate_limited for 1000 #r");
        ann.says(new Command.Leave(Optional.of(HALL))).hears("error rate_limited for 1000");
        fixture.time.pass(Duration.ofMillis(400));
        ann.joins(YARD).hears("error rate_limited for 600");
        bob.hears();
        assertThat(fixture.usersIn(HALL)).contains("ann");
        assertThat(fixture.usersIn(YARD)).isEmpty();

        fixture.time.pass(Duration.ofMillis(600));
        ann.says("r", Talk.message(HALL, "e")).hears("hall 5=e by ann", "ack hall 5 #r");
        bob.hears("hall 5=e by ann");
    }

    @Test
    void the_tenth_refusal_in_a_row_closes_whatever_was_refused() {
        Talk ann = fixture.member("ann", HALL).says(PING).says(PING).says(PING);
        ann.forgets();

        for (int i = 0; i < 3; i++) {
            ann.says(PING).says(TYPING).says(HISTORY);
        }
        ann.isOpen();
        ann.forgets();
        ann.isFaulty().hears("error rate_limited for 1000", "closing 4029").isClosedWith(CloseCode.RATE_LIMITED);
        ann.says(PING).hears();
    }

    @Test
    void what_is_let_through_ends_the_row_even_where_it_then_fails() {
        Talk ann = fixture.member("ann", HALL).says(PING).says(PING).says(PING);

        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 9; i++) {
                ann.says(PING);
            }
            fixture.time.pass(Duration.ofSeconds(1));
            ann.joins(HALL);
        }

        ann.isOpen();
    }

    @Test
    void a_fault_that_came_too_fast_does_not_count_as_a_fault() {
        Talk ann = fixture.member("ann", HALL).says(PING).says(PING).says(PING);
        ann.forgets();

        for (int i = 0; i <= ChatFixture.MOST_FAULTS; i++) {
            ann.isFaulty().hears("error rate_limited for 1000");
        }

        ann.isOpen();
    }

    @Test
    void faults_cost_as_much_as_other_commands() {
        Talk ann = fixture.full("ann").isFaulty().isFaulty().isFaulty().says(PING);
        ann.forgets();

        ann.says(PING).hears("error rate_limited for 1000");
    }

    @Test
    void joining_and_history_have_a_pace_of_their_own() {
        ChatFixture reading = new ChatFixture(new PaceLimits(0, 1, 0, 0, 0));
        Talk ann = reading.member("ann", HALL, YARD).says(HISTORY).says(HISTORY);
        ann.forgets();

        ann.says("r", HISTORY).hears("error rate_limited for 1000 #r");
        ann.joins(HALL).hears("error rate_limited for 1000");
        ann.writes(HALL, "but I may write").hears("hall 1=but I may write by ann");
    }

    @Test
    void typing_that_is_too_much_is_dropped_and_refused_only_where_it_asks_for_an_answer() {
        ChatFixture typing = new ChatFixture(new PaceLimits(0, 0, 1, 0, 0));
        Talk ann = typing.member("ann", HALL);
        Talk bob = typing.member("bob", HALL);
        typing.time.pass(Duration.ofSeconds(1));
        ann.forgets();
        bob.forgets();
        for (int i = 0; i < 100; i++) {
            ann.says(TYPING);
        }

        ann.hears();
        bob.hears("hall ann types", "hall ann types", "hall ann types", "hall ann types");
        ann.says("r", TYPING).hears("error rate_limited for 1000 #r");
        ann.isOpen();
        typing.time.pass(Duration.ofSeconds(1));
        ann.says("r", TYPING).hears("ok #r");
        bob.hears("hall ann types");
    }

    @Test
    void typing_that_is_dropped_costs_what_a_command_costs() {
        ChatFixture typing = new ChatFixture(new PaceLimits(1, 0, 1, 0, 0));
        Talk ann = typing.member("ann", HALL);
        for (int i = 0; i < 12; i++) {
            ann.says(TYPING);
        }

        ann.isOpen();
        ann.says(TYPING);
        ann.isClosedWith(CloseCode.RATE_LIMITED);
    }

    @Test
    void bytes_are_counted() {
        ChatFixture small = new ChatFixture(new PaceLimits(0, 0, 0, 1000, 0));
        Talk ann = small.full("ann").saysAtLength(3500, PING);
        ann.forgets();

        ann.saysAtLength(1500, PING).hears("error rate_limited for 1000");
        ann.saysAtLength(500, PING).hears("pong at 2026-01-01T00:00:00Z");
    }

    @Test
    void the_connections_of_a_user_share_and_a_new_one_begins_where_the_last_has_ended() {
        ChatFixture shared = new ChatFixture(new PaceLimits(0, 0, 0, 0, 1));
        Talk first = shared.arrives(principal("ann")).says(PING).says(PING);
        Talk second = shared.arrives(principal("ann")).says(PING).says(PING);
        Talk other = shared.arrives(principal("bob"));
        first.forgets();
        second.forgets();
        other.forgets();

        first.says(PING).hears("error rate_limited for 1000");
        second.says(PING).hears("error rate_limited for 1000");
        other.says(PING).hears("pong at 2026-01-01T00:00:00Z");

        first.leaves();
        second.isGone();
        Talk third = shared.arrives(principal("ann"));
        third.forgets();
        third.says(PING).hears("error rate_limited for 1000");
    }

    @Test
    void the_application_sees_how_often_somebody_was_too_fast() {
        Talk ann = fixture.arrives(principal("ann"))
                .joins(HALL)
                .says(PING)
                .says(PING)
                .says(PING);

        ann.says(PING).says(PING);

        assertThat(fixture.connections.registry().ofUser(User.principal("ann").key()))
                .extracting(Connection::traffic)
                .singleElement()
                .satisfies(traffic -> assertThat(traffic.refusedIn()).isEqualTo(2));
    }

    private static Arrival principal(String name) {
        return new Arrival(true, Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty());
    }
}
