package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** RFC 6455, sections 4, 5.5.1 and 7.1: one test for each state and signal. */
class LifeStateTest {

    private static final String ILLEGAL = "illegal";

    /** A row for each state, a column for each signal. */
    private static final String TABLE = """
                            OPENED           CLOSE_BEGUN      CLOSE_RECEIVED   ENDED
            OPENING         OPEN             CLOSING_BY_US    CLOSING_BY_PEER  CLOSED
            OPEN            illegal          CLOSING_BY_US    CLOSING_BY_PEER  CLOSED
            CLOSING_BY_US   CLOSING_BY_US    CLOSING_BY_US    CLOSED           CLOSED
            CLOSING_BY_PEER CLOSING_BY_PEER  CLOSING_BY_PEER  illegal          CLOSED
            CLOSED          CLOSED           CLOSED           CLOSED           CLOSED
            """;

    private static final List<List<String>> ROWS = TABLE.lines()
            .map(line -> Arrays.asList(line.strip().split(" +", -1)))
            .toList();

    @TestFactory
    Stream<DynamicTest> each_signal_in_each_state() {
        List<String> signals = ROWS.get(0);
        return ROWS.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(0, signals.size())
                        .mapToObj(column -> transition(row.get(0), signals.get(column), row.get(column + 1))));
    }

    private static DynamicTest transition(String state, String signal, String expected) {
        LifeState before = LifeState.valueOf(state);
        LifeSignal told = LifeSignal.valueOf(signal);
        return DynamicTest.dynamicTest(state + " + " + signal + " = " + expected, () -> {
            if (expected.equals(ILLEGAL)) {
                assertThatThrownBy(() -> before.after(told))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(signal + " while " + state);
            } else {
                assertThat(before.after(told)).isEqualTo(LifeState.valueOf(expected));
            }
        });
    }

    @Test
    void the_table_is_complete() {
        assertThat(ROWS.get(0)).containsExactly(names(LifeSignal.values()));
        assertThat(ROWS.stream().skip(1).map(row -> row.get(0))).containsExactly(names(LifeState.values()));
    }

    private static String[] names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }
}
