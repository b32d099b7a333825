package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6455, sections 5.4 and 5.5.1: one test for each state and frame, and what a frame belongs to. */
class FrameSequenceTest {

    /** A row for each state, a column for each frame; + is one that ends its message, ... one that does not. */
    private static final String TABLE = """
                         TEXT+                 TEXT...               BINARY+               BINARY...             CONTINUATION+     CONTINUATION...   PING+            PONG+            CLOSE+
        BETWEEN_MESSAGES BETWEEN_MESSAGES      IN_TEXT               BETWEEN_MESSAGES      IN_BINARY             CONTINUES_MESSAGE CONTINUES_MESSAGE BETWEEN_MESSAGES BETWEEN_MESSAGES CLOSED
        IN_TEXT          ONE_MESSAGE_AT_A_TIME ONE_MESSAGE_AT_A_TIME ONE_MESSAGE_AT_A_TIME ONE_MESSAGE_AT_A_TIME BETWEEN_MESSAGES  IN_TEXT           IN_TEXT          IN_TEXT          CLOSED
        IN_BINARY        ONE_MESSAGE_AT_A_TIME ONE_MESSAGE_AT_A_TIME ONE_MESSAGE_AT_A_TIME ONE_MESSAGE_AT_A_TIME BETWEEN_MESSAGES  IN_BINARY         IN_BINARY        IN_BINARY        CLOSED
        CLOSED           CLOSE_IS_LAST         CLOSE_IS_LAST         CLOSE_IS_LAST         CLOSE_IS_LAST         CLOSE_IS_LAST     CLOSE_IS_LAST     CLOSE_IS_LAST    CLOSE_IS_LAST    CLOSE_IS_LAST
        """;

    private static final List<List<String>> ROWS = TABLE.lines()
            .map(line -> Arrays.asList(line.strip().split(" +", -1)))
            .toList();

    private final FrameSequence sequence = new FrameSequence();

    @TestFactory
    Stream<DynamicTest> each_frame_in_each_state() {
        List<String> frames = ROWS.get(0);
        return ROWS.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(0, frames.size())
                        .mapToObj(column -> transition(row.get(0), frames.get(column), row.get(column + 1))));
    }

    private static DynamicTest transition(String state, String frame, String expected) {
        MessageState before = MessageState.valueOf(state);
        boolean fin = frame.endsWith("+");
        Opcode opcode = Opcode.valueOf(frame.replaceAll("[.+]", ""));
        return DynamicTest.dynamicTest(state + " " + frame + " = " + expected, () -> {
            if (Arrays.stream(Rule.values()).anyMatch(rule -> rule.name().equals(expected))) {
                assertThatThrownBy(() -> before.after(opcode, fin))
                        .isSameAs(Rule.valueOf(expected).violation());
            } else {
                assertThat(before.after(opcode, fin)).isEqualTo(MessageState.valueOf(expected));
            }
        });
    }

    @Test
    void the_table_is_complete() {
        assertThat(ROWS.stream().skip(1).map(row -> row.get(0)))
                .containsExactly(
                        Arrays.stream(MessageState.values()).map(Enum::name).toArray(String[]::new));
        assertThat(ROWS.get(0).stream().map(frame -> frame.replaceAll("[.+]", "")))
                .containsOnly(Arrays.stream(Opcode.values())
                        .filter(opcode -> !opcode.isReserved())
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageState.class,
            names = {"CLOSED"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_reserved_opcode_has_no_place_in_any_order(MessageState state) {
        for (Opcode opcode : Opcode.values()) {
            if (opcode.isReserved()) {
                assertThatThrownBy(() -> state.after(opcode, true)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** RFC 6455, section 5.4. */
    @Test
    void a_continuation_belongs_to_the_message_around_it_even_after_a_control_frame() {
        assertThat(accept(Opcode.TEXT, false)).isEqualTo(Opcode.TEXT);
        assertThat(accept(Opcode.PING, true)).isEqualTo(Opcode.PING);
        assertThat(accept(Opcode.CONTINUATION, false)).isEqualTo(Opcode.TEXT);
        assertThat(sequence.isWithinMessage()).isTrue();
        assertThat(accept(Opcode.CONTINUATION, true)).isEqualTo(Opcode.TEXT);
        assertThat(sequence.isWithinMessage()).isFalse();
        assertThat(accept(Opcode.BINARY, false)).isEqualTo(Opcode.BINARY);
        assertThat(accept(Opcode.PONG, true)).isEqualTo(Opcode.PONG);
        assertThat(accept(Opcode.CONTINUATION, true)).isEqualTo(Opcode.BINARY);
    }

    /** RFC 6455, section 5.5.1: even within a message. */
    @Test
    void a_close_frame_ends_the_sequence() {
        accept(Opcode.BINARY, false);
        assertThat(sequence.isClosed()).isFalse();

        assertThat(accept(Opcode.CLOSE, true)).isEqualTo(Opcode.CLOSE);
        assertThat(sequence.isClosed()).isTrue();
        assertThat(sequence.isWithinMessage()).isFalse();
    }

    @Test
    void what_was_refused_changes_nothing() {
        accept(Opcode.TEXT, false);
        assertThatThrownBy(() -> accept(Opcode.BINARY, false)).isSameAs(Rule.ONE_MESSAGE_AT_A_TIME.violation());

        assertThat(accept(Opcode.CONTINUATION, true)).isEqualTo(Opcode.TEXT);
    }

    private Opcode accept(Opcode opcode, boolean fin) {
        return sequence.accept(new HeaderSnapshot(fin, 0, opcode, RawFrame.KEY, 3));
    }
}
