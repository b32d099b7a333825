package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Caller ANN = caller("192.0.2.1", "ann");
    private static final Caller BOB = caller("192.0.2.2", "bob");
    private static final Caller SOMEBODY = new Caller("192.0.2.1", Optional.empty());

    private final TestTime time = new TestTime();

    @Test
    void there_is_room_up_to_the_bound_in_all() {
        Admission admission = admission(2, 0, 0);
        admitted(admission, ANN);
        Place second = admitted(admission, BOB);

        assertThat(cause(admission, SOMEBODY)).isEqualTo(Denial.Cause.FULL);
        assertThat(admission.places()).isEqualTo(2);

        second.giveBack();
        admitted(admission, SOMEBODY);
    }

    @Test
    void there_is_room_up_to_the_bound_of_an_address() {
        Admission admission = admission(0, 2, 0);
        Place first = admitted(admission, ANN);
        admitted(admission, SOMEBODY);

        assertThat(cause(admission, ANN)).isEqualTo(Denial.Cause.ADDRESS);
        admitted(admission, BOB);

        first.giveBack();
        admitted(admission, ANN);
    }

    @Test
    void callers_of_one_network_are_counted_together() {
        Admission admission = admission(0, 1, 0);
        admitted(admission, new Caller("2001:db8::1", "2001:db8::/64", Optional.empty()));

        assertThat(cause(admission, new Caller("2001:db8::2", "2001:db8::/64", Optional.empty())))
                .isEqualTo(Denial.Cause.ADDRESS);
    }

    @Test
    void there_is_room_up_to_the_bound_of_a_user_from_wherever_it_comes() {
        Admission admission = admission(0, 0, 1);
        Place first = admitted(admission, ANN);

        assertThat(cause(admission, caller("192.0.2.9", "ann"))).isEqualTo(Denial.Cause.USER);
        admitted(admission, BOB);

        first.giveBack();
        admitted(admission, ANN);
    }

    @Test
    void a_guest_who_is_new_is_nobodys_second_connection() {
        Admission admission = admission(0, 0, 1);

        admitted(admission, SOMEBODY);
        admitted(admission, SOMEBODY);
    }

    @Test
    void a_guest_who_was_new_counts_once_it_is_known() {
        Admission admission = admission(0, 0, 1);
        UserKey guest = User.guest("g1", "Gus").key();
        Place place = admitted(admission, SOMEBODY);
        assertThat(place.take()).isTrue();

        place.identify(guest);
        place.identify(guest);

        Caller returning = new Caller("192.0.2.3", Optional.of(guest));
        assertThat(place.caller().user()).contains(guest);
        assertThat(cause(admission, returning)).isEqualTo(Denial.Cause.USER);
        place.giveBack();
        place.identify(guest);
        admitted(admission, returning).giveBack();
        admitted(admission, returning);
    }

    @Test
    void who_was_known_at_the_handshake_counts_once() {
        Admission admission = admission(0, 0, 2);

        admitted(admission, ANN).identify(ANN.user().orElseThrow());

        admitted(admission, ANN);
    }

    @Test
    void a_bound_of_0_is_none() {
        Admission admission = admission(0, 0, 0);

        for (int i = 0; i < 1000; i++) {
            admitted(admission, ANN);
        }
    }

    @Test
    void the_wider_bound_is_named_first() {
        Admission admission = admission(1, 1, 1);
        admitted(admission, ANN);
        assertThat(cause(admission, ANN)).isEqualTo(Denial.Cause.FULL);

        Admission larger = admission(2, 1, 1);
        admitted(larger, ANN);
        assertThat(cause(larger, ANN)).isEqualTo(Denial.Cause.ADDRESS);
    }

    @Test
    void to_ask_keeps_no_place_and_says_the_same() {
        Admission admission = admission(1, 0, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(admission.denial(ANN)).isEmpty();
        }
        assertThat(admission.places()).isZero();

        admitted(admission, ANN);
        assertThat(admission.denial(BOB)).contains((Denial) admission.admit(BOB));
    }

    @Test
    void who_is_denied_leaves_no_trace() {
        Admission admission = admission(0, 1, 1);
        Place place = admitted(admission, ANN);
        assertThat(admission.admit(ANN)).isInstanceOf(Denial.class);
        assertThat(admission.places()).isEqualTo(1);

        place.giveBack();

        assertThat(admission.places()).isZero();
        admitted(admission, ANN);
    }

    @Test
    void a_place_is_given_back_once_however_often_that_is_said() {
        Admission admission = admission(0, 0, 0);
        admitted(admission, BOB);
        Place place = admitted(admission, ANN);
        assertThat(place.take()).isTrue();

        place.giveBack();
        place.giveBack();
        time.pass(KEPT);

        assertThat(place.take()).isFalse();
        assertThat(admission.places()).as("the other one's expired").isZero();
    }

    @Test
    void a_place_that_nobody_takes_is_kept_for_ten_seconds() {
        Admission admission = admission(1, 0, 0);
        Place place = admitted(admission, ANN);

        time.pass(KEPT.minusMillis(1));
        assertThat(cause(admission, BOB)).isEqualTo(Denial.Cause.FULL);
        time.pass(Duration.ofMillis(1));

        admitted(admission, BOB);
        assertThat(place.take()).as("it is another's now").isFalse();
        place.giveBack();
        assertThat(admission.places()).isEqualTo(1);
    }

    @Test
    void a_place_that_is_taken_is_kept_for_good() {
        Admission admission = admission(1, 0, 0);
        Place place = admitted(admission, ANN);
        assertThat(place.take()).isTrue();
        assertThat(place.take()).as("by one connection only").isFalse();

        time.pass(KEPT.multipliedBy(1000));

        assertThat(cause(admission, BOB)).isEqualTo(Denial.Cause.FULL);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void nothing_waits_for_a_place_that_is_given_back() {
        admitted(admission(0, 0, 0), ANN).giveBack();

        assertThat(time.waiting()).isZero();
    }

    @Test
    void behind_shut_doors_everybody_is_told_when_to_come_back() {
        Admission admission = admission(1, 0, 0);
        Place place = admitted(admission, ANN);

        admission.shut(Duration.ofSeconds(7));

        Denial told = new Denial(Denial.Cause.DRAINING, Duration.ofSeconds(7));
        assertThat(admission.admit(BOB)).isEqualTo(told);
        assertThat(admission.denial(ANN)).contains(told);
        assertThat(place.take()).as("who is in the doorway comes in").isTrue();
    }

    @Test
    void doors_that_were_shut_open_again() {
        Admission admission = admission(1, 0, 0);
        admission.shut(Duration.ofSeconds(7));

        admission.open();

        assertThat(admission.denial(ANN)).isEmpty();
        admitted(admission, ANN);
    }

    private Admission admission(int connections, int perAddress, int perUser) {
        return new Admission(new AdmissionLimits(connections, perAddress, perUser), time);
    }

    private static Caller caller(String address, String principal) {
        UserKey user = User.principal(principal).key();
        return new Caller(address, Optional.of(user));
    }

    private static Place admitted(Admission admission, Caller caller) {
        Admission.Answer answer = admission.admit(caller);
        assertThat(answer).isInstanceOf(Place.class);
        assertThat(((Place) answer).caller()).isEqualTo(caller);
        return (Place) answer;
    }

    private static Denial.Cause cause(Admission admission, Caller caller) {
        Admission.Answer answer = admission.admit(caller);
        assertThat(answer).isInstanceOf(Denial.class);
        assertThat(((Denial) answer).retryAfter()).isPositive();
        return ((Denial) answer).cause();
    }
}
