package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakePaceTest {

    private static final String ANN = "192.0.2.1";
    private static final String BOB = "192.0.2.2";

    private final TestMeter time = new TestMeter();
    private final HandshakePace pace = new HandshakePace(4, 10, time);

    @Test
    void one_seconds_worth_may_come_at_once() {
        assertThat(steps(ANN, 5)).isEqualTo(4);
        assertThat(steps(BOB, 5)).as("each address for itself").isEqualTo(4);
    }

    @Test
    void who_comes_too_fast_is_told_when_the_next_may() {
        steps(ANN, 4);

        assertThat(pace.step(ANN)).contains(Duration.ofMillis(250));
        time.pass(Duration.ofMillis(100));
        assertThat(pace.step(ANN)).contains(Duration.ofMillis(150));
    }

    @Test
    void after_a_while_as_many_may_come_as_the_while_is_long() {
        steps(ANN, 4);

        time.pass(Duration.ofMillis(500));
        assertThat(steps(ANN, 5)).isEqualTo(2);
        time.pass(Duration.ofHours(1));
        assertThat(steps(ANN, 5)).isEqualTo(4);
    }

    @Test
    void who_was_refused_does_not_wait_longer_for_having_tried() {
        steps(ANN, 1000);

        time.pass(Duration.ofMillis(250));

        assertThat(pace.step(ANN)).isEmpty();
    }

    @Test
    void to_look_counts_nothing_and_remembers_nobody() {
        assertThat(pace.look(ANN)).isEmpty();
        assertThat(pace.addresses()).isZero();

        steps(ANN, 3);
        assertThat(pace.look(ANN)).isEmpty();
        assertThat(pace.look(ANN)).isEmpty();
        steps(ANN, 1);
        assertThat(pace.look(ANN)).contains(Duration.ofMillis(250));
        time.pass(Duration.ofMillis(250));
        assertThat(pace.look(ANN)).isEmpty();
    }

    @Test
    void a_bucket_that_is_full_again_is_forgotten() {
        for (int i = 0; i < 8; i++) {
            steps("early" + i, 2);
        }
        time.pass(Duration.ofSeconds(1));

        for (int i = 0; i < 4; i++) {
            steps("late" + i, 1);
        }

        assertThat(pace.addresses()).isEqualTo(4);
    }

    @Test
    void the_addresses_are_bounded_and_nobody_is_refused_for_the_number_of_others() {
        for (int i = 0; i < 1000; i++) {
            assertThat(pace.step("address" + i)).isEqualTo(Optional.empty());
        }

        assertThat(pace.addresses()).isEqualTo(10);
    }

    @Test
    void beyond_the_bound_the_address_that_came_longest_ago_is_forgotten() {
        steps(ANN, 4);
        for (int i = 0; i < 9; i++) {
            pace.step("address" + i);
        }
        assertThat(pace.step(ANN)).as("came again").isPresent();

        for (int i = 0; i < 9; i++) {
            pace.step("further" + i);
        }
        pace.step("one more");
        assertThat(pace.look(ANN)).isEmpty();
    }

    @Test
    void a_pace_of_0_is_none() {
        HandshakePace any = new HandshakePace(0, 10, time);

        for (int i = 0; i < 1000; i++) {
            assertThat(any.step(ANN)).isEmpty();
        }
        assertThat(any.look(ANN)).isEmpty();
        assertThat(any.addresses()).isZero();
    }

    /** How many of them may go on. */
    private int steps(String address, int times) {
        int may = 0;
        for (int i = 0; i < times; i++) {
            may += pace.step(address).isEmpty() ? 1 : 0;
        }
        return may;
    }

    /** Time that goes on only when a test says so. */
    static final class TestMeter implements TimeMeter {

        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
