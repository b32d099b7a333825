package io.parley.frame;

import static io.parley.frame.Direction.CLIENT_TO_SERVER;
import static io.parley.frame.Direction.SERVER_TO_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, sections 5.1, 5.2, 5.5 and 5.5.1: what a header can be refused for. */
class FrameRulesTest {

    private static final List<Opcode> DEFINED = Arrays.stream(Opcode.values())
            .filter(opcode -> !opcode.isReserved())
            .toList();

    private final FrameRules fromClient = new FrameRules(CLIENT_TO_SERVER);
    private final FrameRules fromServer = new FrameRules(SERVER_TO_CLIENT);

    /** RFC 6455, section 5.2. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void a_reserved_bit_is_refused_in_every_frame(int rsv) {
        for (Opcode opcode : Opcode.values()) {
            refused(fromClient, new HeaderSnapshot(true, rsv, opcode, RawFrame.KEY, 0), Rule.RESERVED_BITS);
        }
    }

    /**
     * RFC 6455, section 5.2: unless an extension was agreed on; RFC 7692, section 6, uses RSV1 where a message begins.
     */
    @ParameterizedTest
    @CsvSource({"TEXT, 4, true", "BINARY, 4, true", "TEXT, 6, false", "TEXT, 2, false"})
    void the_bits_of_an_extension_pass_where_a_message_begins(Opcode opcode, int rsv, boolean passes) {
        FrameRules compressed = new FrameRules(SERVER_TO_CLIENT, 4);
        HeaderSnapshot header = new HeaderSnapshot(false, rsv, opcode, RawFrame.UNMASKED, 0);

        if (passes) {
            passes(compressed, header);
        } else {
            refused(compressed, header, Rule.RESERVED_BITS);
        }
    }

    /** RFC 7692, section 6. */
    @ParameterizedTest
    @EnumSource(
            value = Opcode.class,
            names = {"CONTINUATION", "CLOSE", "PING", "PONG"})
    void the_bits_of_an_extension_are_refused_elsewhere(Opcode opcode) {
        refused(
                new FrameRules(SERVER_TO_CLIENT, 4),
                new HeaderSnapshot(true, 4, opcode, RawFrame.UNMASKED, 0),
                Rule.RESERVED_BITS);
    }

    /** RFC 6455, section 5.2. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void a_reserved_opcode_is_refused(int code) {
        Opcode opcode = Opcode.of(code);

        refused(fromClient, new HeaderSnapshot(true, 0, opcode, RawFrame.KEY, 0), Rule.RESERVED_OPCODE);
        refused(fromServer, new HeaderSnapshot(true, 0, opcode, RawFrame.UNMASKED, 0), Rule.RESERVED_OPCODE);
    }

    /** RFC 6455, section 5.1. */
    @Test
    void a_client_masks_every_frame() {
        for (Opcode opcode : DEFINED) {
            passes(fromClient, new HeaderSnapshot(true, 0, opcode, RawFrame.KEY, 2));
            passes(fromClient, new HeaderSnapshot(true, 0, opcode, OptionalInt.of(0), 0));
            refused(fromClient, new HeaderSnapshot(true, 0, opcode, RawFrame.UNMASKED, 2), Rule.CLIENT_MASKS);
        }
    }

    /** RFC 6455, section 5.1. */
    @Test
    void a_server_masks_no_frame() {
        for (Opcode opcode : DEFINED) {
            passes(fromServer, new HeaderSnapshot(true, 0, opcode, RawFrame.UNMASKED, 2));
            refused(fromServer, new HeaderSnapshot(true, 0, opcode, RawFrame.KEY, 2), Rule.SERVER_DOES_NOT_MASK);
            refused(fromServer, new HeaderSnapshot(true, 0, opcode, OptionalInt.of(0), 0), Rule.SERVER_DOES_NOT_MASK);
        }
    }

    /** RFC 6455, section 5.5. */
    @ParameterizedTest
    @EnumSource(
            value = Opcode.class,
            names = {"CLOSE", "PING", "PONG"})
    void a_control_frame_is_whole_and_short(Opcode opcode) {
        passes(fromClient, new HeaderSnapshot(true, 0, opcode, RawFrame.KEY, 0));
        passes(fromClient, new HeaderSnapshot(true, 0, opcode, RawFrame.KEY, 125));
        refused(fromClient, new HeaderSnapshot(false, 0, opcode, RawFrame.KEY, 0), Rule.CONTROL_WHOLE);
        refused(fromClient, new HeaderSnapshot(true, 0, opcode, RawFrame.KEY, 126), Rule.CONTROL_SHORT);
        refused(fromClient, new HeaderSnapshot(true, 0, opcode, RawFrame.KEY, Long.MAX_VALUE), Rule.CONTROL_SHORT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Opcode.class,
            names = {"CONTINUATION", "TEXT", "BINARY"})
    void data_may_be_in_fragments_and_long(Opcode opcode) {
        passes(fromClient, new HeaderSnapshot(false, 0, opcode, RawFrame.KEY, 126));
        passes(fromServer, new HeaderSnapshot(false, 0, opcode, RawFrame.UNMASKED, Long.MAX_VALUE));
    }

    /** RFC 6455, section 5.5.1. */
    @Test
    void half_a_close_code_is_refused_at_the_header() {
        refused(fromClient, new HeaderSnapshot(true, 0, Opcode.CLOSE, RawFrame.KEY, 1), Rule.CLOSE_CODE_WHOLE);
        passes(fromClient, new HeaderSnapshot(true, 0, Opcode.CLOSE, RawFrame.KEY, 2));
        passes(fromClient, new HeaderSnapshot(true, 0, Opcode.PING, RawFrame.KEY, 1));
    }

    private static void passes(FrameRules rules, FrameHeader header) {
        assertThatCode(() -> rules.check(header)).as(header.toString()).doesNotThrowAnyException();
    }

    private static void refused(FrameRules rules, FrameHeader header, Rule rule) {
        assertThatThrownBy(() -> rules.check(header))
                .as(header.toString())
                .isInstanceOfSatisfying(
                        FrameViolationException.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }
}
