package io.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.Entry;
import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.EventEncoder;
import io.parley.protocol.Position;
import io.parley.protocol.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Entries that came together are handed to each member at once, each ack directly behind its copy. */
class RunTest {

    private static final int MOST_BYTES = 3000;
    private static final User SPEAKER = User.guest("s", "sid");

    private final TestAudience audience = new TestAudience();
    private final Seats seats = new Seats(audience);
    private final TestMember ann = TestMember.named("ann");
    private final TestMember bob = TestMember.named("bob");

    RunTest() {
        seats.start(new Position("e", 0));
        sits(ann, 0);
        sits(bob, 0);
    }

    private Seat sits(TestMember member, long readUpTo) {
        Seat seat = new Seat(member);
        seats.keep(seat);
        assertThat(seats.take(seat)).isTrue();
        seat.hasReadUpTo(readUpTo);
        assertThat(seats.open(seat, List.of())).isTrue();
        return seat;
    }

    private static Entry entry(long seq, String text) {
        return new Entry("uid" + seq, new ChatMessage(seq, "id" + seq, SPEAKER, Body.of(text), Instant.EPOCH));
    }

    private static List<Run> runs(String text, long newest) {
        List<Entry> entries = LongStream.rangeClosed(1, newest)
                .mapToObj(seq -> entry(seq, text))
                .toList();
        return Run.of(entries, RoomFixture::encode, RoomFixture.LOBBY, MOST_BYTES);
    }

    private static PendingAcks.Ack ack(TestMember member, long seq) {
        return new PendingAcks.Ack(
                new PendingAcks.Ask(member, "r", new CompletableFuture<>()), new Appended(entry(seq, "x"), false));
    }

    private void hand(Run run, PendingAcks.Ack... acks) {
        seats.hand(
                        run,
                        List.of(acks),
                        ack -> RoomFixture.encode("ack " + ack.stored().entry().seq()))
                .run();
    }

    private void types(TestMember typist) {
        seats.handTyping(RoomFixture.encode("typing"), typist.user().key()).run();
    }

    @Test
    void who_has_read_ahead_hears_of_typing_and_gets_no_entry_twice() {
        TestMember ahead = TestMember.named("eve");
        sits(ahead, 2);

        types(ann);
        runs("x", 3).forEach(this::hand);
        types(ann);

        assertThat(ahead.received()).containsExactly("typing", "3=x", "typing");
        assertThat(bob.received()).containsExactly("typing", "1=x", "2=x", "3=x", "typing");
        assertThat(ann.received()).containsExactly("1=x", "2=x", "3=x");
    }

    @Test
    void who_is_not_told_yet_that_he_is_there_hears_of_typing_behind_that() {
        TestMember coming = TestMember.named("eve");
        Seat seat = new Seat(coming);
        seats.keep(seat);
        assertThat(seats.take(seat)).isTrue();

        types(ann);
        assertThat(coming.received()).isEmpty();
        assertThat(seats.open(seat, List.of(RoomFixture.encode("joined")))).isTrue();
        coming.flush();

        assertThat(coming.received()).containsExactly("joined", "typing");
    }

    @Test
    void where_nobody_is_told_nothing_is_offered() {
        assertThat(seats.remove(Objects.requireNonNull(seats.giveUp(bob)))).isTrue();

        types(ann);

        assertThat(audience.offers()).isZero();
    }

    @Test
    void where_many_are_left_out_the_others_are_told_singly() {
        List<TestMember> plain = IntStream.range(0, 16)
                .mapToObj(number -> new TestMember(User.guest("p" + number, "user" + number), false))
                .toList();
        plain.subList(0, 15).forEach(member -> sits(member, 0));
        types(ann);
        assertThat(audience.offers()).isEqualTo(1);

        sits(plain.get(15), 0);
        types(ann);

        assertThat(audience.offers()).isEqualTo(1);
        assertThat(bob.received()).containsExactly("typing", "typing");
        assertThat(plain).allSatisfy(member -> assertThat(member.received()).isEmpty());
    }

    @Test
    void all_of_it_comes_in_order_and_each_ack_behind_its_copy() {
        hand(runs("x", 3).get(0), ack(ann, 1), ack(bob, 2), ack(ann, 2), ack(ann, 2));

        assertThat(ann.received()).containsExactly("1=x", "ack 1", "2=x", "ack 2", "ack 2", "3=x");
        assertThat(bob.received()).containsExactly("1=x", "2=x", "ack 2", "3=x");
    }

    @Test
    void a_member_is_given_it_in_one_piece() {
        hand(runs("x", 3).get(0), ack(bob, 2));

        assertThat(ann.offers()).isEqualTo(1);
        assertThat(bob.offers()).isEqualTo(1);
    }

    @Test
    void who_has_read_some_of_it_elsewhere_gets_the_rest_and_who_has_read_all_gets_nothing() {
        TestMember further = TestMember.named("further");
        TestMember furthest = TestMember.named("furthest");
        sits(further, 2);
        sits(furthest, 3);

        hand(runs("x", 3).get(0), ack(further, 1));

        assertThat(further.received()).containsExactly("ack 1", "3=x");
        assertThat(furthest.received()).isEmpty();
    }

    @Test
    void who_had_read_some_of_it_is_one_of_the_audience_from_then_on() {
        TestMember further = TestMember.named("further");
        sits(further, 2);
        hand(runs("x", 3).get(0));
        assertThat(audience.members()).containsExactly(ann, bob);

        hand(Run.of(List.of(entry(4, "x")), RoomFixture::encode, RoomFixture.LOBBY, MOST_BYTES)
                .get(0));

        assertThat(audience.members()).containsExactly(ann, bob, further);
        assertThat(further.received()).containsExactly("3=x", "4=x");
    }

    @Test
    void who_has_left_is_kept_nowhere() {
        Seat seat = sits(TestMember.named("gone"), 0);
        hand(runs("x", 1).get(0));

        assertThat(seats.remove(seat)).isTrue();

        assertThat(audience.members()).isEmpty();
        assertThat(seats.all()).extracting(Seat::member).containsExactly(ann, bob);
    }

    @Test
    void who_has_asked_and_left_gets_the_acks_alone() {
        TestMember gone = TestMember.named("gone");

        hand(runs("x", 3).get(0), ack(gone, 2), ack(gone, 3));
        gone.flush();

        assertThat(gone.received()).containsExactly("ack 2", "ack 3");
    }

    @Test
    void it_is_parted_where_it_would_be_too_long_for_an_outbox() {
        List<Run> runs = runs("x".repeat(MOST_BYTES / 3), 5);

        assertThat(runs).extracting(Run::oldest).containsExactly(1L, 3L, 5L);
        assertThat(runs).extracting(Run::newest).containsExactly(2L, 4L, 5L);
    }

    @Test
    void an_entry_that_cannot_be_written_takes_no_other_with_it() {
        List<Entry> entries = List.of(entry(1, "x"), entry(2, "bad"), entry(3, "y"));
        EventEncoder encoder = outbound -> {
            EncodedEvent event = RoomFixture.encode(outbound);
            if (event.text().equals("2=bad")) {
                throw new IllegalArgumentException("no JSON");
            }
            return event;
        };

        hand(Run.of(entries, encoder, RoomFixture.LOBBY, MOST_BYTES).get(0), ack(ann, 2), ack(ann, 3));

        assertThat(ann.received()).containsExactly("1=x", "3=y", "ack 2", "ack 3");
        assertThat(Run.of(entries.subList(1, 2), encoder, RoomFixture.LOBBY, MOST_BYTES))
                .isEmpty();
    }

    @Test
    void an_entry_that_is_longer_goes_alone() {
        List<Run> runs = runs("x".repeat(MOST_BYTES + 1), 2);

        assertThat(runs).extracting(Run::oldest).containsExactly(1L, 2L);
    }
}
