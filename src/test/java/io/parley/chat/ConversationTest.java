package io.parley.chat;

import static io.parley.chat.ChatFixture.HALL;
import static io.parley.chat.ChatFixture.LOBBY;
import static io.parley.chat.ChatFixture.YARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.guest.GuestName;
import io.parley.protocol.Body;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Command;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import io.parley.session.Caller;
import io.parley.session.Place;
import io.parley.session.Sender;
import io.parley.session.Transport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each command and its answer: the protocol document, sections 2 and 3. */
class ConversationTest {

    private static final Optional<RoomName> LEFT_OUT = Optional.empty();

    private final ChatFixture fixture = new ChatFixture();

    @Test
    void a_message_reaches_all_members_and_is_acknowledged_only_where_it_carries_a_ref() {
        Talk ann = fixture.member("ann", HALL);
        Talk bob = fixture.member("bob", HALL);

        ann.writes(HALL, "hello").hears("hall 1=hello by ann");
        ann.says("r", Talk.message(HALL, "again")).hears("hall 2=again by ann", "ack hall 2 #r");
        bob.hears("hall 1=hello by ann", "hall 2=again by ann");
    }

    @Test
    void a_message_with_a_known_key_is_stored_once() {
        Talk ann = fixture.member("ann", HALL);
        Command message = new Command.Message(LEFT_OUT, Body.of("once"), Optional.of("k"));

        ann.says("a", message).says("b", message).says(message);

        ann.hears("hall 1=once by ann", "ack hall 1 #a", "ack hall 1 duplicate #b");
    }

    @Test
    void joining_brings_the_newest_messages_with_and_without_ref() {
        fixture.publishes(HALL, "a", "b", "c");
        Command newest = new Command.Join(HALL, Optional.empty(), OptionalInt.of(2));

        fixture.full("ann")
                .says("r", newest)
                .hears("connected ann with a token", "joined hall at 3: [2=b 3=c] among 1 #r");
        fixture.full("bob").says(newest).hears("connected bob with a token", "joined hall at 3: [2=b 3=c] among 2");
    }

    @Test
    void joining_where_the_client_has_been_before_brings_what_it_missed() {
        fixture.publishes(HALL, "a", "b", "c");
        String epoch = fixture.rooms
                .find(HALL)
                .flatMap(room -> room.position())
                .map(Position::epoch)
                .orElseThrow();
        Talk ann = fixture.member("ann");

        ann.says(new Command.Join(HALL, Optional.of(new Position(epoch, 1)), OptionalInt.of(0)))
                .hears("joined hall at 3 recovered: [2=b 3=c] among 1");
        Talk bob = fixture.member("bob");
        bob.says(new Command.Join(HALL, Optional.of(new Position("another", 1)), OptionalInt.of(1)))
                .hears("joined hall at 3 not recovered: [3=c] among 2");
    }

    @Test
    void a_join_whose_listener_fails_is_refused_and_holds_nothing_up() {
        Talk ann = fixture.full("ann");
        fixture.joiningFails = true;
        ann.forgets();
        ann.says("a", new Command.Join(HALL, Optional.empty(), OptionalInt.empty()))
                .hears("error internal #a");
        fixture.joiningFails = false;

        ann.joins(HALL).hears("joined hall at 0: [] among 1");
    }

    /** Nobody can be reached by it. */
    private static final class Broken implements Transport {
        @Override
        public Sender sender() {
            throw new IllegalStateException("failing as it was told to");
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void close(CloseReason reason) {}
    }

    @Test
    void who_cannot_be_met_keeps_no_name_and_no_place() {
        Arrival ann = new Arrival(
                true, Optional.empty(), Optional.empty(), Optional.of(new GuestName("ann")), Optional.empty());
        Place place = (Place) fixture.admission.admit(new Caller("192.0.2.1", Optional.empty()));

        assertThatThrownBy(() -> fixture.chat().meet(ann, place, new Broken()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(fixture.admission.places()).isZero();
        fixture.full("ann").hears("connected ann with a token");
    }

    @Test
    void leaving_ends_what_is_heard_of_a_room() {
        Talk ann = fixture.member("ann", HALL, YARD);

        ann.says("r", new Command.Leave(Optional.of(HALL))).hears("left hall #r");
        fixture.publishes(HALL, "not for ann");
        fixture.publishes(YARD, "for ann");
        ann.hears("yard 1=for ann by system");

        ann.says(new Command.Leave(LEFT_OUT)).hears("left yard");
        assertThat(fixture.usersIn(HALL)).isEmpty();
        assertThat(fixture.usersIn(YARD)).isEmpty();
    }

    @Test
    void typing_is_told_to_the_others_and_answered_only_where_it_carries_a_ref() {
        Talk ann = fixture.member("ann", HALL);
        Talk bob = fixture.member("bob", HALL);

        ann.says(new Command.Typing(LEFT_OUT, true)).hears();
        ann.says("r", new Command.Typing(Optional.of(HALL), false)).hears("ok #r");
        bob.hears("hall ann types", "hall ann has stopped typing");
    }

    @Test
    void a_ping_is_answered_with_the_servers_time() {
        fixture.time.pass(Duration.ofSeconds(5));

        fixture.member("ann")
                .says(new Command.Ping())
                .says("r", new Command.Ping())
                .hears("pong at 2026-01-01T00:00:05Z", "pong at 2026-01-01T00:00:05Z #r");
    }

    @Test
    void members_come_page_by_page_by_name() {
        Talk ann = fixture.member("ann", HALL);
        fixture.member("cid", HALL);
        fixture.member("bob", HALL);
        fixture.member("dora", YARD);

        ann.says("r", new Command.Members(LEFT_OUT, Optional.empty(), OptionalInt.of(2)))
                .hears("members [ann, bob] of 3 and more #r");
        ann.says(new Command.Members(LEFT_OUT, Optional.of("bob"), OptionalInt.of(2)))
                .hears("members [cid] of 3");
        ann.says(new Command.Members(LEFT_OUT, Optional.empty(), OptionalInt.empty()))
                .hears("members [ann, bob, cid] of 3");
    }

    @Test
    void history_comes_page_by_page_and_tells_whether_there_is_more() {
        Talk ann = fixture.member("ann", HALL);
        fixture.publishes(HALL, "a", "b", "c", "d", "e");
        ann.forgets();

        ann.says("r", history(none(), none(), 2)).hears("history [4=d 5=e] and more #r");
        ann.says(history(seq(4), none(), 2)).hears("history [2=b 3=c] and more");
        ann.says(history(seq(2), none(), 2)).hears("history [1=a]");
        ann.says(history(seq(1), none(), 2)).hears("history []");
        ann.says(history(none(), seq(0), 2)).hears("history [1=a 2=b] and more");
        ann.says(history(none(), seq(3), 2)).hears("history [4=d 5=e]");
        ann.says(history(none(), seq(5), 2)).hears("history []");
        ann.says(history(none(), seq(99), 2)).hears("history []");
    }

    @Test
    void history_goes_back_as_far_as_the_log_does() {
        Talk ann = fixture.member("ann", HALL);
        for (int i = 0; i < ChatFixture.LOG_ENTRIES + 5; i++) {
            fixture.publishes(HALL, "m" + i);
        }
        ann.forgets();

        ann.says(history(seq(8), none(), 10)).hears("history [6=m5 7=m6]");
        ann.says(history(none(), seq(0), 2)).hears("history [6=m5 7=m6] and more");
    }

    @Test
    void a_room_that_is_left_out_must_be_clear() {
        Talk ann = fixture.member("ann");
        Command leftOut = new Command.Message(LEFT_OUT, Body.of("hello"), Optional.empty());

        ann.says("a", leftOut).hears("error not_joined #a");
        ann.joins(HALL).forgets();
        ann.says("b", leftOut).hears("hall 1=hello by ann", "ack hall 1 #b");
        ann.joins(YARD).forgets();
        ann.says("c", leftOut).hears("error bad_request #c");
    }

    @Test
    void what_concerns_a_room_is_refused_outside_of_it() {
        fixture.publishes(HALL, "hello");
        Optional<RoomName> hall = Optional.of(HALL);
        Talk[] talks = {fixture.member("ann", LOBBY), fixture.member("bob", LOBBY)};

        talks[0].says("1", Talk.message(HALL, "hello")).hears("error not_joined #1");
        talks[0].says("2", new Command.Leave(hall)).hears("error not_joined #2");
        talks[0].says(new Command.Typing(hall, true)).hears("error not_joined");
        talks[1].says("3", new Command.Members(hall, Optional.empty(), OptionalInt.empty()))
                .hears("error not_joined #3");
        talks[1].says("4", new Command.History(hall, none(), none(), OptionalInt.empty()))
                .hears("error not_joined #4");
    }

    @Test
    void joining_is_refused_twice_and_above_the_limit_and_changes_nothing() {
        Talk ann = fixture.member("ann", HALL, YARD);

        ann.joins(HALL).hears("error already_joined");
        ann.joins(LOBBY).hears("error too_many_rooms");
        assertThat(fixture.usersIn(LOBBY)).isEmpty();
        fixture.publishes(HALL, "still here");
        ann.hears("hall 1=still here by system");
    }

    @Test
    void what_the_log_cannot_do_is_unavailable_and_no_fault_of_the_client() {
        Talk ann = fixture.member("ann");
        fixture.log.fail();

        for (int i = 0; i <= ChatFixture.MOST_FAULTS; i++) {
            ann.says("r", new Command.Join(HALL, Optional.empty(), OptionalInt.empty()))
                    .hears("error unavailable #r");
        }
        ann.isOpen();
    }

    @Test
    void there_is_no_credential_to_renew() {
        fixture.member("ann").says("r", new Command.Refresh("secret")).hears("error bad_request #r");
    }

    @Test
    void a_faulty_request_is_answered_and_ends_nothing() {
        fixture.member("ann", HALL)
                .says("r", new Command.Faulty(ErrorCode.TOO_LARGE, "text"))
                .hears("error too_large #r")
                .writes(HALL, "go on")
                .hears("hall 1=go on by ann")
                .isOpen();
    }

    @Test
    void one_fault_too_many_in_a_minute_closes() {
        Talk ann = fixture.member("ann", HALL);
        Talk bob = fixture.member("bob", HALL);
        ann.isFaulty().isFaulty().joins(HALL);
        ann.hears("error bad_request", "error bad_request", "error already_joined")
                .isOpen();

        ann.isFaulty().hears("error bad_request", "closing 4400").isClosedWith(CloseCode.BAD_REQUESTS);
        ann.writes(HALL, "ignored").isFaulty().hears();
        bob.hears();
    }

    @Test
    void faults_of_different_minutes_do_not_add_up() {
        Talk ann = fixture.member("ann", HALL);
        for (int i = 0; i < 10; i++) {
            ann.isFaulty().isFaulty().isFaulty();
            fixture.time.pass(Duration.ofMinutes(1));
        }

        ann.isOpen();
    }

    private static Command history(OptionalLong before, OptionalLong after, int limit) {
        return new Command.History(LEFT_OUT, before, after, OptionalInt.of(limit));
    }

    private static OptionalLong seq(long seq) {
        return OptionalLong.of(seq);
    }

    private static OptionalLong none() {
        return OptionalLong.empty();
    }
}
