package io.parley.frame.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    private long nanos;

    private Pace pace(int perSecond) {
        return new Pace(perSecond, () -> nanos);
    }

    @Test
    void as_many_as_a_second_allows_may_come_at_once_and_no_more() {
        Pace pace = pace(3);

        assertThat(pace.allows(3)).isTrue();
        assertThat(pace.allows(1)).isFalse();
    }

    @Test
    void one_by_one_there_are_no_more_either() {
        Pace pace = pace(80);

        for (int i = 1; i <= 80; i++) {
            assertThat(pace.allows(1)).as("number %d", i).isTrue();
        }
        assertThat(pace.allows(1)).isFalse();
    }

    @Test
    void the_even_pace_goes_on_for_ever() {
        Pace pace = pace(10);
        assertThat(pace.allows(10)).isTrue();

        for (int i = 1; i <= 1000; i++) {
            nanos = i * SECOND / 10;
            assertThat(pace.allows(1)).as("number %d", i).isTrue();
        }
        nanos = 100 * SECOND;
        assertThat(pace.allows(1)).isFalse();
    }

    @Test
    void who_kept_still_for_long_has_saved_no_more_than_a_second() {
        Pace pace = pace(5);
        nanos = 1000 * SECOND;

        assertThat(pace.allows(5)).isTrue();
        assertThat(pace.allows(1)).isFalse();
    }

    @Test
    void who_came_and_then_kept_still_for_long_has_an_eighth_more() {
        Pace pace = pace(80);
        assertThat(pace.allows(1)).isTrue();
        nanos = 1000 * SECOND;

        for (int i = 1; i <= 90; i++) {
            assertThat(pace.allows(1)).as("number %d", i).isTrue();
        }
        assertThat(pace.allows(1)).isFalse();
    }

    @Test
    void the_clock_is_looked_at_eight_times_a_second() {
        int[] looks = {0};
        Pace pace = new Pace(800, () -> {
            looks[0]++;
            return nanos;
        });
        for (int i = 1; i <= 800; i++) {
            nanos = i * SECOND / 800;
            assertThat(pace.allows(1)).as("number %d", i).isTrue();
        }
        assertThat(looks[0]).isEqualTo(1 + 8);
    }

    @Test
    void what_came_before_a_restart_is_forgotten() {
        Pace pace = pace(3);
        assertThat(pace.allows(3)).isTrue();

        pace.restart();

        assertThat(pace.allows(3)).isTrue();
        assertThat(pace.allows(1)).isFalse();
    }

    @Test
    void without_a_bound_anything_may_come() {
        assertThat(pace(0).allows(Integer.MAX_VALUE)).isTrue();
    }

    /** {@link System#nanoTime()} may begin anywhere, and run over. */
    @Test
    void the_clock_may_run_over() {
        nanos = Long.MAX_VALUE - SECOND / 2;
        Pace pace = pace(2);

        assertThat(pace.allows(2)).isTrue();
        nanos = Long.MAX_VALUE;
        assertThat(pace.allows(1)).isTrue();
        nanos = Long.MIN_VALUE + SECOND / 2 - 1;
        assertThat(pace.allows(1)).isTrue();
        assertThat(pace.allows(1)).isFalse();
    }
}
