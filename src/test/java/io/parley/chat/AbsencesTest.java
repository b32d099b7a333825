package io.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.guest.GuestName;
import io.parley.guest.GuestNames;
import io.parley.guest.NameClaim;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbsencesTest {

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final TestTime time = new TestTime();
    private final GuestNames names = new GuestNames();
    private final Absences absences = new Absences(new AbsenceLimits(GRACE, 10, 6), time);

    @Test
    void a_name_is_kept_for_the_grace_and_free_behind_it() {
        assertThat(absences.begin(HERE, rooms(0), claim("ann"))).isTrue();

        time.pass(GRACE.minusMillis(1));
        assertThat(isFree("ann")).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(isFree("ann")).isTrue();
    }

    @Test
    void one_address_has_so_many_rooms_and_names_kept_and_no_more() {
        assertThat(absences.begin(HERE, rooms(3), claim("ann"))).isTrue();

        assertThat(absences.begin(HERE, rooms(2), claim("bob"))).isFalse();
        assertThat(absences.begin(HERE, rooms(1), claim("cid"))).isTrue();
        assertThat(absences.begin(HERE, rooms(0), claim("dora"))).isFalse();
        assertThat(absences.begin(THERE, rooms(2), claim("eve")))
                .as("of another address")
                .isTrue();
    }

    @Test
    void all_addresses_together_have_so_many() {
        assertThat(absences.begin(HERE, rooms(5), claim("ann"))).isTrue();
        assertThat(absences.begin(THERE, rooms(3), claim("bob"))).isTrue();

        assertThat(absences.begin("192.0.2.3", rooms(0), claim("cid"))).isFalse();
    }

    @Test
    void what_was_refused_counts_for_nothing_and_what_is_over_no_longer() {
        absences.begin(HERE, rooms(6), claim("ann"));
        assertThat(absences.begin(HERE, rooms(5), claim("bob"))).isTrue();
        time.pass(GRACE);

        assertThat(absences.begin(HERE, rooms(5), claim("cid"))).isTrue();
        assertThat(absences.begin(THERE, rooms(3), claim("dora"))).isTrue();
        time.pass(GRACE);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void without_limits_any_number_is_waited_for_and_without_grace_nobody() {
        Absences free = new Absences(new AbsenceLimits(GRACE, 0, 0), time);
        Absences strict = new Absences(new AbsenceLimits(Duration.ZERO, 10, 6), time);

        assertThat(free.begin(HERE, rooms(1000), claim("ann"))).isTrue();
        assertThat(strict.begin(HERE, rooms(0), claim("bob"))).isFalse();
    }

    @Test
    void a_user_whose_line_is_lost_again_and_again_counts_once() {
        User flapping = User.guest("AAAAAAAAAAAAAAAAAAAAAA", "ann");
        for (int i = 0; i < 100; i++) {
            assertThat(absences.begin(HERE, rooms(3), names.returningGuest(flapping, Optional.empty())))
                    .isTrue();
            time.pass(GRACE.dividedBy(2));
        }
        assertThat(absences.begin(HERE, rooms(1), claim("bob"))).isTrue();
        assertThat(absences.begin(HERE, rooms(0), claim("cid"))).isFalse();

        assertThat(isFree("ann")).isFalse();
        time.pass(GRACE);
        assertThat(isFree("ann")).isTrue();
        assertThat(absences.begin(HERE, rooms(5), claim("dora"))).isTrue();
    }

    @Test
    void further_rooms_of_a_user_who_is_absent_count_in_addition() {
        User ann = User.guest("AAAAAAAAAAAAAAAAAAAAAA", "ann");
        absences.begin(HERE, Set.of(new RoomName("a")), names.returningGuest(ann, Optional.empty()));
        absences.begin(HERE, rooms(3), names.returningGuest(ann, Optional.empty()));

        assertThat(absences.begin(HERE, rooms(1), claim("bob")))
                .as("1 + 1 + 3 + 2 > 6")
                .isFalse();
        assertThat(absences.begin(HERE, rooms(0), claim("cid"))).isTrue();
    }

    private static Set<RoomName> rooms(int count) {
        return IntStream.range(0, count).mapToObj(i -> new RoomName("room" + i)).collect(Collectors.toSet());
    }

    private NameClaim claim(String name) {
        return names.newGuest(wish(name));
    }

    private boolean isFree(String name) {
        NameClaim claim = claim(name);
        claim.release();
        return !claim.nameRefused();
    }

    private static Optional<GuestName> wish(String name) {
        return Optional.of(GuestName.parse(name).orElseThrow());
    }
}
