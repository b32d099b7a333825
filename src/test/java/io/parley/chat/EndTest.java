package io.parley.chat;

import static io.parley.chat.ChatFixture.HALL;
import static io.parley.chat.ChatFixture.YARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import io.parley.protocol.Command;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How a conversation ends, and how a stay in a room does, also where it has hardly begun. */
class EndTest {

    private final ChatFixture fixture = new ChatFixture();

    @Test
    void a_connection_that_is_gone_leaves_all_rooms_and_gives_its_name_back() {
        Talk ann = fixture.member("ann", HALL, YARD);
        Talk bob = fixture.member("bob", HALL);

        ann.leaves().leaves();

        assertThat(fixture.usersIn(HALL)).containsExactly("bob");
        assertThat(fixture.usersIn(YARD)).isEmpty();
        fixture.full("ann").hears("connected ann with a token");
        bob.writes(HALL, "who is here?").hears("hall 1=who is here? by bob");
        ann.hears();
    }

    @Test
    void after_the_connection_is_gone_commands_do_nothing() {
        Talk ann = fixture.member("ann", HALL).leaves();

        ann.writes(HALL, "hello").joins(YARD).says(new Command.Ping());
        for (int i = 0; i <= ChatFixture.MOST_FAULTS; i++) {
            ann.isFaulty();
        }
        ann.hears().isOpen();

        assertThat(fixture.usersIn(YARD)).isEmpty();
        assertThat(fixture.rooms.find(HALL).flatMap(room -> room.position()))
                .hasValueSatisfying(position -> assertThat(position.seq()).isZero());
        assertThat(fixture.time.waiting()).as("deadlines").isEqualTo(justTheRooms());
    }

    @Test
    void a_connection_that_goes_while_a_room_opens_does_not_stay_in_it() {
        Talk ann = fixture.member("ann");
        fixture.log.hold();
        ann.joins(HALL).leaves();
        fixture.full("ann").hears("connected ann with a token");

        fixture.log.release();

        assertThat(fixture.usersIn(HALL)).isEmpty();
        ann.hears();
    }

    @Test
    void a_connection_that_goes_while_it_is_told_what_it_missed_does_not_stay() {
        fixture.publishes(HALL, "before");
        Talk ann = fixture.member("ann");
        fixture.log.hold();
        ann.joins(HALL).leaves();

        fixture.log.release();

        assertThat(fixture.usersIn(HALL)).isEmpty();
        ann.hears();
    }

    @Test
    void who_leaves_while_the_room_opens_is_told_of_both_in_order() {
        Talk ann = fixture.member("ann");
        fixture.log.hold();
        ann.says("j", join()).says("l", new Command.Leave(Optional.of(HALL)));
        ann.hears();

        fixture.log.release();

        ann.hears("joined hall at 0: [] among 1 #j", "left hall #l");
        assertThat(fixture.usersIn(HALL)).isEmpty();
    }

    @Test
    void who_leaves_while_it_is_told_what_it_missed_is_not_in_afterwards() {
        fixture.publishes(HALL, "before");
        Talk ann = fixture.member("ann");
        fixture.log.hold();
        ann.says("j", join()).says("l", new Command.Leave(Optional.of(HALL)));

        fixture.log.release();

        ann.hears("joined hall at 1: [1=before] among 1 #j", "left hall #l");
        assertThat(fixture.usersIn(HALL)).isEmpty();
    }

    @Test
    void who_leaves_and_comes_back_while_the_room_opens_is_in_once() {
        Talk ann = fixture.member("ann");
        fixture.log.hold();
        ann.says("1", join()).says("l", new Command.Leave(Optional.of(HALL))).says("2", join());

        fixture.log.release();

        ann.hears("joined hall at 0: [] among 1 #1", "left hall #l", "joined hall at 0: [] among 1 #2");
        fixture.publishes(HALL, "hello");
        ann.hears("hall 1=hello by system");
        ann.leaves();
        assertThat(fixture.usersIn(HALL)).isEmpty();
    }

    @Test
    void a_farewell_waits_until_what_was_said_is_acknowledged() {
        Talk ann = fixture.member("ann", HALL);
        fixture.log.beLate();
        ann.says("r", Talk.message(HALL, "hello"));
        for (int i = 0; i <= ChatFixture.MOST_FAULTS; i++) {
            ann.isFaulty();
        }
        ann.isOpen();
        ann.forgets();

        fixture.log.catchUp();

        ann.hears("hall 1=hello by ann", "ack hall 1 #r", "closing 4400");
        ann.isClosedWith(CloseCode.BAD_REQUESTS);
    }

    @Test
    void who_is_in_a_room_whose_log_breaks_is_told_to_come_back_and_nobody_else_is() {
        Talk ann = fixture.member("ann", HALL);
        Talk cat = fixture.plain();
        Talk bob = fixture.member("bob", YARD);
        cat.joins(HALL);
        cat.forgets();
        bob.forgets();

        fixture.log.breakOff(HALL);

        ann.hears("closing 1011");
        ann.isClosedWith(CloseCode.INTERNAL_ERROR);
        cat.isClosedWith(CloseCode.INTERNAL_ERROR);
        bob.hears().isOpen();
        assertThat(CloseCode.INTERNAL_ERROR.reconnects()).isTrue();
    }

    private static Command join() {
        return new Command.Join(HALL, Optional.empty(), OptionalInt.empty());
    }

    private static int justTheRooms() {
        ChatFixture other = new ChatFixture();
        other.member("ann", HALL).leaves();
        return other.time.waiting();
    }
}
