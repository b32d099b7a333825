package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6455, section 5.2: the sixteen opcodes. */
class OpcodeTest {

    @ParameterizedTest
    @CsvSource({"0, CONTINUATION", "1, TEXT", "2, BINARY", "8, CLOSE", "9, PING", "10, PONG"})
    void each_kind_of_frame_has_its_number(int code, Opcode opcode) {
        assertThat(Opcode.of(code)).isEqualTo(opcode);
        assertThat(opcode.isReserved()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void each_number_has_its_opcode_whatever_the_bits_above_it(Opcode opcode) {
        assertThat(Opcode.of(opcode.code())).isEqualTo(opcode);
        assertThat(Opcode.of((byte) (0xF0 | opcode.code()))).isEqualTo(opcode);
    }

    @Test
    void there_are_sixteen() {
        assertThat(Opcode.values()).hasSize(16).extracting(Opcode::code).doesNotHaveDuplicates();
        assertThat(Opcode.values()).filteredOn(Opcode::isReserved).hasSize(10);
    }

    /** RFC 6455, section 5.5. */
    @ParameterizedTest
    @EnumSource
    void those_from_8_on_are_control(Opcode opcode) {
        assertThat(opcode.isControl()).isEqualTo(opcode.code() >= 8);
    }

    /** RFC 6455, section 5.6. */
    @ParameterizedTest
    @EnumSource
    void text_and_binary_begin_a_message(Opcode opcode) {
        assertThat(opcode.beginsMessage()).isEqualTo(opcode.code() == 1 || opcode.code() == 2);
    }
}
