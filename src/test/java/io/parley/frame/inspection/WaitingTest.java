package io.parley.frame.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingTest {

    private final Waiting waiting = new Waiting();

    @Test
    void it_is_full_at_64_until_half_of_them_are_worked_off() {
        add(63, 1);
        assertThat(waiting.isFull()).isFalse();
        add(1, 1);
        assertThat(waiting.isFull()).isTrue();

        for (int i = 0; i < 31; i++) {
            assertThat(waiting.removeFirst()).isFalse();
        }
        assertThat(waiting.isFull()).isTrue();
        assertThat(waiting.removeFirst()).isTrue();
        assertThat(waiting.isFull()).isFalse();
        assertThat(waiting.removeFirst()).as("it was not full any more").isFalse();
    }

    @Test
    void it_is_full_by_size_until_half_of_that_is_worked_off_in_order() {
        add(1, 100 * 1024);
        add(1, 60 * 1024);
        assertThat(waiting.isFull()).isFalse();
        add(1, 96 * 1024);
        assertThat(waiting.isFull()).isTrue();

        assertThat(waiting.removeFirst()).as("156 KiB are left").isFalse();
        assertThat(waiting.removeFirst()).as("96 KiB are left").isTrue();
    }

    @Test
    void it_grows_in_order_from_where_it_stands() {
        add(1, 1);
        waiting.removeFirst();
        add(1, 200 * 1024);
        add(1, 1);
        add(1, 100 * 1024);
        assertThat(waiting.isFull()).isTrue();

        assertThat(waiting.removeFirst()).as("100 KiB and 1 byte are left").isTrue();
        add(1, 155 * 1024);
        assertThat(waiting.isFull()).as("one byte is missing").isFalse();
        assertThat(waiting.removeFirst()).isFalse();
        add(1, 1024);
        assertThat(waiting.isFull()).isTrue();
    }

    /** Or it would never be worked off. */
    @Test
    void one_that_is_bigger_than_all_may_wait_alone() {
        add(1, 16 << 20);

        assertThat(waiting.isFull()).isTrue();
        assertThat(waiting.removeFirst()).isTrue();
    }

    @Test
    void where_all_has_to_be_worked_off_it_is_full_until_then() {
        assertThat(waiting.drain()).as("nothing waits").isFalse();
        assertThat(waiting.isFull()).isFalse();
        add(2, 1);

        assertThat(waiting.drain()).isTrue();

        assertThat(waiting.isFull()).isTrue();
        assertThat(waiting.removeFirst()).isFalse();
        assertThat(waiting.removeFirst()).isTrue();
        assertThat(waiting.isFull()).isFalse();
        add(1, 1);
        assertThat(waiting.isFull()).as("and then it is as before").isFalse();
    }

    @Test
    void it_goes_round_without_an_end() {
        for (int i = 0; i < 1000; i++) {
            add(2, i);
            waiting.removeFirst();
            waiting.removeFirst();
        }

        assertThat(waiting.isFull()).isFalse();
        assertThat(waiting.removeFirst()).as("nothing is there").isFalse();
    }

    private void add(int count, long size) {
        for (int i = 0; i < count; i++) {
            waiting.add(size);
        }
    }
}
