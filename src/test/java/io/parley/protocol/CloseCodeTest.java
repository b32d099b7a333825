package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodeTest {

    @ParameterizedTest
    @EnumSource
    void of_our_own_codes_those_below_4400_reconnect_and_the_others_stay_away(CloseCode code) {
        if (code.code() >= 4000) {
            assertThat(code.code()).isLessThan(4500);
            assertThat(code.reconnects()).isEqualTo(code.code() < 4400);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GOING_AWAY", "POLICY_VIOLATION", "INTERNAL_ERROR", "SERVICE_RESTART", "TRY_AGAIN_LATER"})
    void codes_that_are_about_the_servers_state_reconnect(CloseCode code) {
        assertThat(code.reconnects()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"NORMAL", "PROTOCOL_ERROR", "UNSUPPORTED_DATA", "INVALID_DATA", "TOO_BIG"})
    void codes_that_would_come_again_stay_away(CloseCode code) {
        assertThat(code.reconnects()).isFalse();
    }

    /** RFC 6455, section 7.4. */
    @ParameterizedTest
    @EnumSource
    void every_code_is_a_registered_one_or_a_private_one(CloseCode code) {
        assertThat(code.code()).matches(c -> (c >= 1000 && c <= 1014) || (c >= 4000 && c <= 4499));
    }

    /** RFC 6455, section 7.4.1. */
    @ParameterizedTest
    @ValueSource(ints = {1005, 1006, 1015, 0, 999, 1004, 3000, 5000, -1})
    void what_is_not_in_the_catalogue_is_not_found(int code) {
        assertThat(CloseCode.of(code)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_code_is_found_by_its_number(CloseCode code) {
        assertThat(CloseCode.of(code.code())).contains(code);
    }

    @Test
    void no_number_and_no_name_is_used_twice() {
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::code)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::label)).doesNotHaveDuplicates();
    }
}
