package io.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatsTest {

    private final Seats seats = new Seats(new TestAudience());
    private final TestMember ann = TestMember.named("ann");
    private final Seat seat = new Seat(ann);

    @Test
    void a_seat_is_kept_until_it_is_taken() {
        seats.keep(seat);

        assertThat(seats.take(seat)).isTrue();
        assertThat(seats.take(seat)).isFalse();
        assertThat(seats.all()).containsExactly(seat);
    }

    @Test
    void a_seat_that_is_kept_no_more_is_not_taken() {
        seats.keep(seat);

        seats.keepNoMore(seat);

        assertThat(seats.take(seat)).isFalse();
        assertThat(seats.all()).isEmpty();
    }

    @Test
    void a_seat_that_is_kept_no_more_takes_no_other_of_its_member_along() {
        Seat other = new Seat(ann);
        seats.keep(other);

        seats.keepNoMore(seat);

        assertThat(seats.take(other)).isTrue();
    }

    @Test
    void a_seat_that_was_taken_stays() {
        seats.keep(seat);
        seats.take(seat);

        seats.keepNoMore(seat);

        assertThat(seats.all()).containsExactly(seat);
    }
}
