package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.frame.Reading.ReadFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, sections 5.1, 5.2 and 5.5.1: the frames that a server writes. */
class FrameWriterTest {

    /** RFC 6455, section 5.2. */
    @ParameterizedTest
    @CsvSource({
        "0, 8100",
        "1, 8101",
        "125, 817d",
        "126, 817e007e",
        "127, 817e007f",
        "65535, 817effff",
        "65536, 817f0000000000010000",
        "9223372036854775807, 817f7fffffffffffffff"
    })
    void a_length_takes_the_fewest_bytes(long length, String header) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer out = ByteBuffer.allocate(10).order(order);
            FrameWriter.putHeader(out, true, Opcode.TEXT, length);

            assertThat(HexFormat.of().formatHex(out.array(), 0, out.position())).isEqualTo(header);
            assertThat(FrameWriter.headerBytes(length)).isEqualTo(out.position());
        }
    }

    @Test
    void a_fragment_says_that_more_comes() {
        ByteBuffer out = ByteBuffer.allocate(2);
        FrameWriter.putHeader(out, false, Opcode.CONTINUATION, 3);

        assertThat(out.array()).containsExactly(0x00, 0x03);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65535, 65536})
    void what_is_written_is_read_again(int length) {
        byte[] payload = Bytes.random(new Random(length), length);
        byte[] frame = FrameWriter.frame(Opcode.BINARY, payload);

        Reading reading = Reading.checked(Direction.SERVER_TO_CLIENT, Bytes.whole(frame));

        assertThat(reading.refusal()).isEmpty();
        assertThat(reading.frames())
                .containsExactly(new ReadFrame(
                        new HeaderSnapshot(true, 0, Opcode.BINARY, RawFrame.UNMASKED, length),
                        HexFormat.of().formatHex(payload),
                        true));
        assertThat(frame)
                .isEqualTo(RawFrame.of(0x82, RawFrame.UNMASKED, payload).bytes());
    }

    @Test
    void of_a_buffer_the_part_between_position_and_limit_is_written() {
        ByteBuffer payload = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2).asReadOnlyBuffer();

        ByteBuffer frame = FrameWriter.frame(Opcode.PONG, payload);

        assertThat(frame).isEqualTo(ByteBuffer.wrap(Bytes.hex("8a020102")));
        assertThat(payload.position()).isEqualTo(1);
        assertThat(payload.limit()).isEqualTo(3);
    }

    /** RFC 6455, section 5.5.1. */
    @Test
    void a_close_frame_holds_code_and_reason() {
        assertThat(FrameWriter.close(1000, "")).isEqualTo(Bytes.hex("880203e8"));
        assertThat(FrameWriter.close(4008, "slow")).isEqualTo(Bytes.hex("88060fa8736c6f77"));
    }

    /** RFC 6455, section 5.5: 125 bytes, of which two are the code. */
    @ParameterizedTest
    @CsvSource({"a, 123", "\u00e4, 122", "\u20ac, 123", "\ud83d\ude00, 120"})
    void a_long_reason_is_cut_between_characters(String character, int bytes) {
        for (String prefix : List.of("", "a", "aa", "aaa")) {
            String reason = prefix + character.repeat(124);
            byte[] frame = FrameWriter.close(1000, reason);
            String sent = new String(frame, 4, frame.length - 4, StandardCharsets.UTF_8);
            int whole = (123 - prefix.length()) / character.getBytes(StandardCharsets.UTF_8).length;

            assertThat(sent).isEqualTo(prefix + character.repeat(whole));
            assertThat(Reading.checked(Direction.SERVER_TO_CLIENT, Bytes.whole(frame))
                            .refusal())
                    .isEmpty();
        }
        assertThat(FrameWriter.close(1000, character.repeat(124))).hasSize(4 + bytes);
    }

    @ParameterizedTest
    @CsvSource({"122, 1", "123, 1", "41, 3"})
    void a_reason_that_fits_is_not_cut(int times, int size) {
        String reason = (size == 1 ? "a" : "\u20ac").repeat(times);

        assertThat(FrameWriter.close(1000, reason))
                .endsWith(reason.getBytes(StandardCharsets.UTF_8))
                .hasSize(4 + times * size);
    }

    /** RFC 6455, section 7.4. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 66536})
    void a_code_that_may_not_be_sent_is_not_sent(int code) {
        assertThatThrownBy(() -> FrameWriter.close(code, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void no_frame_is_written_that_would_be_refused(Opcode opcode) {
        for (boolean fin : new boolean[] {true, false}) {
            for (long length : new long[] {-1, 0, 125, 126, Long.MAX_VALUE}) {
                boolean bad = length < 0
                        || Arrays.asList(3, 4, 5, 6, 7, 11, 12, 13, 14, 15).contains(opcode.code())
                        || (opcode.code() > 7 && (!fin || length > 125));
                ByteBuffer out = ByteBuffer.allocate(10);
                if (bad) {
                    assertThatThrownBy(() -> FrameWriter.putHeader(out, fin, opcode, length))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThat(out.position()).isZero();
                } else {
                    FrameWriter.putHeader(out, fin, opcode, length);
                    assertThat(out.position()).isEqualTo(FrameWriter.headerBytes(length));
                }
            }
        }
    }
}
