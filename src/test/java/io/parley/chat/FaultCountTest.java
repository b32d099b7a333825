package io.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.time.TestTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultCountTest {

    private final TestTime time = new TestTime();

    @Test
    void the_first_fault_above_the_limit_is_one_too_many() {
        FaultCount faults = new FaultCount(2, time);

        assertThat(faults.add()).isFalse();
        assertThat(faults.add()).isFalse();
        assertThat(faults.add()).isTrue();
    }

    @Test
    void a_fault_counts_for_one_minute_wherever_the_minute_begins() {
        FaultCount faults = new FaultCount(2, time);
        faults.add();
        time.pass(Duration.ofSeconds(50));
        faults.add();

        time.pass(Duration.ofMillis(9_999));
        assertThat(faults.add()).as("the third within a minute").isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(faults.add())
                .as("the first is a minute old, two younger ones are not")
                .isTrue();
        time.pass(Duration.ofMinutes(1));
        assertThat(faults.add()).as("all are").isFalse();
    }

    @Test
    void no_limit_is_never_passed() {
        FaultCount faults = new FaultCount(0, time);

        for (int i = 0; i < 1000; i++) {
            assertThat(faults.add()).isFalse();
        }
    }
}
