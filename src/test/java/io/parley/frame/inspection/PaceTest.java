package io.parley.frame.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void as_many_as_a_second_allows_may_come_at_once_and_no_more() {
        Pace pace = new Pace(3, 0);

        assertThat(pace.allows(3, 0)).isTrue();
        assertThat(pace.allows(1, 0)).isFalse();
    }

    @Test
    void the_even_pace_goes_on_for_ever() {
        Pace pace = new Pace(10, 0);
        assertThat(pace.allows(10, 0)).isTrue();

        for (int i = 1; i <= 1000; i++) {
            assertThat(pace.allows(1, i * SECOND / 10)).as("number %d", i).isTrue();
        }
        assertThat(pace.allows(1, 100 * SECOND)).isFalse();
    }

    @Test
    void who_kept_still_for_long_has_saved_no_more_than_a_second() {
        Pace pace = new Pace(5, 0);

        assertThat(pace.allows(5, 1000 * SECOND)).isTrue();
        assertThat(pace.allows(1, 1000 * SECOND)).isFalse();
    }

    @Test
    void without_a_bound_anything_may_come() {
        assertThat(new Pace(0, 0).allows(Integer.MAX_VALUE, 0)).isTrue();
    }

    /** {@link System#nanoTime()} may begin anywhere, and run over. */
    @Test
    void the_clock_may_run_over() {
        Pace pace = new Pace(2, Long.MAX_VALUE - SECOND / 2);

        assertThat(pace.allows(2, Long.MAX_VALUE - SECOND / 2)).isTrue();
        assertThat(pace.allows(1, Long.MAX_VALUE)).isTrue();
        assertThat(pace.allows(1, Long.MIN_VALUE + SECOND / 2 - 1)).isTrue();
        assertThat(pace.allows(1, Long.MIN_VALUE + SECOND / 2 - 1)).isFalse();
    }
}
