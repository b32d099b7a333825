package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of refusals. */
class RuleTest {

    @ParameterizedTest
    @EnumSource
    void a_rule_says_where_it_is_written(Rule rule) {
        assertThat(rule.section()).matches("RFC 6455, section ([5-8](\\.\\d){1,2}|10\\.4)");
    }

    /** RFC 6455, section 5.5: a close frame has room for 123 bytes beside the code. */
    @ParameterizedTest
    @EnumSource
    void its_reason_fits_into_a_close_frame(Rule rule) {
        assertThat(rule.reason()).matches("[ -~]{1,123}");
        assertThat(FrameWriter.close(rule.closeCode(), rule.reason()))
                .endsWith(rule.reason().getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void no_two_rules_read_alike() {
        assertThat(Rule.values()).extracting(Rule::reason).doesNotHaveDuplicates();
    }

    /**
     * RFC 6455, section 7.4.1: 1007 is for what is not UTF-8, 1009 for what is too big, 1003 for what we do not know,
     * 1008 for what we do not want.
     */
    @ParameterizedTest
    @EnumSource
    void it_closes_with_the_code_that_is_meant_for_it(Rule rule) {
        int meant = 1002;
        if (rule.name().endsWith("UTF8")) {
            meant = 1007;
        } else if (rule.name().endsWith("SIZE")) {
            meant = 1009;
        } else if (rule.section().endsWith(" 10.4")) {
            meant = 1008;
        } else if (rule == Rule.TEXT_ONLY) {
            meant = 1003;
        } else if (rule == Rule.INSPECTOR_WORKS) {
            meant = 1011;
        }
        assertThat(rule.closeCode()).isEqualTo(meant);
    }

    @Test
    void a_refusal_may_have_words_of_its_own() {
        FrameViolationException violation = Rule.MESSAGE_SIZE.violation("a message has at most 5 bytes");

        assertThat(violation.rule()).isEqualTo(Rule.MESSAGE_SIZE);
        assertThat(violation.closeCode()).isEqualTo(1009);
        assertThat(violation.reason()).isEqualTo("a message has at most 5 bytes");
    }

    @Test
    void an_application_refuses_with_a_code_of_its_own() {
        FrameViolationException violation = new FrameViolationException(4403, "no pictures");

        assertThat(violation.rule()).isEqualTo(Rule.APPLICATION);
        assertThat(violation.closeCode()).isEqualTo(4403);
        assertThat(violation.reason()).isEqualTo("no pictures");
        assertThat(violation.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void its_refusal_is_made_once_and_cannot_grow(Rule rule) {
        FrameViolationException violation = rule.violation();
        violation.addSuppressed(new IllegalStateException());

        assertThat(violation).isSameAs(rule.violation()).hasNoSuppressedExceptions();
        assertThat(violation.rule()).isEqualTo(rule);
        assertThat(violation).hasMessage("%s (%s)", rule.reason(), rule.section());
        assertThat(violation.getStackTrace()).isEmpty();
    }
}
