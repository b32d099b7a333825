package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, section 5.5: a control frame holds 125 bytes, two of which are the code. */
class CloseReasonTest {

    @ParameterizedTest
    @MethodSource
    void a_reason_is_cut_to_123_bytes_on_a_character_border(String text, String kept) {
        assertThat(new CloseReason(CloseCode.NORMAL, text).text()).isEqualTo(kept);
    }

    static Stream<Arguments> a_reason_is_cut_to_123_bytes_on_a_character_border() {
        return Stream.of(
                arguments("", ""),
                arguments("x".repeat(123), "x".repeat(123)),
                arguments("x".repeat(124), "x".repeat(123)),
                arguments("\u00e9".repeat(62), "\u00e9".repeat(61)),
                arguments("\u20ac".repeat(42), "\u20ac".repeat(41)),
                arguments("\ud83d\ude00".repeat(31), "\ud83d\ude00".repeat(30)));
    }

    @ParameterizedTest
    @EnumSource
    void the_name_of_every_code_fits(CloseCode code) {
        assertThat(CloseReason.of(code)).isEqualTo(new CloseReason(code, code.label()));
        assertThat(CloseReason.of(code).text()).isEqualTo(code.label());
    }

    @Test
    void reasons_are_equal_by_what_is_sent() {
        assertThat(new CloseReason(CloseCode.NORMAL, "x".repeat(200)))
                .isEqualTo(new CloseReason(CloseCode.NORMAL, "x".repeat(300)));
    }
}
