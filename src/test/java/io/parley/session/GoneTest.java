package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoneTest {

    private final Gone gone = new Gone();
    private final List<String> told = new ArrayList<>();

    @Test
    void tells_in_the_order_of_the_questions() {
        gone.then(() -> told.add("first"));
        gone.then(() -> told.add("second"));
        assertThat(told).isEmpty();
        gone.tell();
        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void tells_once() {
        gone.then(() -> told.add("once"));
        gone.tell();
        gone.tell();
        assertThat(told).containsExactly("once");
    }

    @Test
    void tells_at_once_who_asks_later() {
        gone.tell();
        gone.then(() -> told.add("late"));
        assertThat(told).containsExactly("late");
    }

    @Test
    void who_asks_while_it_is_told_is_told_too() {
        gone.then(() -> gone.then(() -> told.add("within")));
        gone.tell();
        assertThat(told).containsExactly("within");
    }

    @Test
    void what_becomes_of_one_keeps_no_other_from_being_told() {
        gone.then(() -> {
            throw new IllegalStateException("broken");
        });
        gone.then(() -> told.add("other"));
        gone.tell();
        assertThat(told).containsExactly("other");
    }
}
