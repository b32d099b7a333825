package io.parley.it.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong with what one reader is shown, planted where nothing else is wrong, is found, and is all that is found.
 */
class ReaderCheckTest extends TwoJournals {

    @Test
    void what_was_said_before_the_first_join_need_not_be_heard() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 3, 4, 5, 6);
        hears(ann, first(4), 5, 6);

        assertThat(violations()).isEmpty();
    }

    @Test
    void what_comes_again_on_one_connection_is_heard_twice() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 3, 3, 4, 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.HEARD_TWICE, "bob", 3));
    }

    @Test
    void what_comes_again_behind_a_recovery_is_heard_twice() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2);
        hears(bob, recovery(2, 4), 4, 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.HEARD_TWICE, "bob", 4));
    }

    @Test
    void what_a_recovery_brings_again_is_heard_twice() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2);
        hears(bob, new Entrance(at(2), at(4), true, seen(2, 4)), 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.HEARD_TWICE, "bob", 2));
    }

    @Test
    void what_comes_late_is_reordered() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 4, 3, 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.REORDERED, "bob", 3, "behind 4"));
    }

    @Test
    void what_never_comes_is_a_gap() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 4, 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.GAP, "bob", 2, "2 to 3"));
    }

    @Test
    void what_never_comes_at_the_end_is_a_gap() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 3, 4);

        assertThat(violations()).singleElement().satisfies(is(Kind.GAP, "bob", 5, "5 to 6"));
    }

    @Test
    void what_never_comes_before_the_connection_ends_is_a_gap() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 3);
        hears(bob, recovery(3, 4), 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.GAP, "bob", 2, "2 to 2"));
    }

    /** At the seam: between what was read and the page, at its end, or behind it. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void what_a_recovery_leaves_out_is_a_gap(long absent) {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2);
        List<Seen> page = new ArrayList<>(seen(3, 4));
        page.removeIf(entry -> entry.seq() == absent);
        hears(bob, new Entrance(at(2), at(4), true, page), absent == 5 ? new long[] {6} : new long[] {5, 6});

        assertThat(violations()).singleElement().satisfies(is(Kind.GAP, "bob", absent));
    }

    @Test
    void what_was_read_beyond_the_end_of_the_log_has_vanished() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2, 3, 4);
        hears(bob, new Entrance(at(4), at(3), false, seen(1, 3)), 4, 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.VANISHED, "bob", 4, "up to 4"));
    }

    @Test
    void a_new_life_of_the_log_is_a_change_of_the_epoch() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, new Entrance(null, new Position("an older life", 0), false, List.of()));
        hears(bob, new Entrance(new Position("an older life", 0), at(0), false, List.of()), 1, 2, 3, 4, 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.EPOCH_CHANGED, "bob", 0, "an older life"));
    }

    @Test
    void a_recovery_that_is_refused_without_a_reason_is_none() {
        acknowledged(1, 2, 3, 4, 5, 6);
        hears(ann, first(0), 1, 2, 3, 4, 5, 6);
        hears(bob, first(0), 1, 2);
        hears(bob, new Entrance(at(2), at(4), false, seen(1, 4)), 5, 6);

        assertThat(violations()).singleElement().satisfies(is(Kind.NOT_RECOVERED, "bob", 3, "only 2"));
    }

    /** Where so much is missing that recovery may be refused. */
    @Test
    void what_is_filled_by_history_is_heard() {
        manyMore();
        Stay stay = bob.enters(ROOM, new Entrance(at(6), at(2000), false, seen(1951, 2000)));
        seen(7, 1950).forEach(stay::fills);

        assertThat(violations()).isEmpty();
    }

    @Test
    void what_is_not_filled_by_history_is_a_gap() {
        manyMore();
        Stay stay = bob.enters(ROOM, new Entrance(at(6), at(2000), false, seen(1951, 2000)));
        seen(7, 1949).forEach(stay::fills);

        assertThat(violations()).singleElement().satisfies(is(Kind.GAP, "bob", 1950));
    }

    @Test
    void what_was_not_filled_before_the_connection_ended_comes_again() {
        manyMore();
        Stay stay = bob.enters(ROOM, new Entrance(at(6), at(1990), false, seen(1941, 1990)));
        seen(7, 1500).forEach(stay::fills);
        stay.hears(seen(1991));
        bob.enters(ROOM, new Entrance(at(1500), at(2000), true, seen(1501, 2000)));

        assertThat(violations()).isEmpty();
    }

    private void manyMore() {
        for (int number = SAID + 1; number <= 2000; number++) {
            by(number).tries(new Attempt(ROOM, key(number), text(number)));
            log.add(seen(number));
        }
        acknowledged(IntStream.rangeClosed(1, 2000).toArray());
        hears(ann, first(0), LongStream.rangeClosed(1, 2000).toArray());
        hears(bob, first(0), 1, 2, 3, 4, 5, 6);
    }
}
