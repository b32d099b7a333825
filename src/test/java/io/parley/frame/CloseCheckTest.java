package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, sections 5.5.1, 7.1.5, 7.4.1 and 7.4.2: what a close frame may say. */
class CloseCheckTest {

    private static final Set<Integer> REGISTERED =
            Set.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014);
    private static final Set<Integer> NEVER_SENT = Set.of(1004, 1005, 1006, 1015);
    private static final int KEY = 0x8142C3F7;

    private final CloseCheck check = new CloseCheck();

    /** RFC 6455, sections 7.4.1 and 7.4.2. */
    @Test
    void each_of_all_codes_is_taken_or_refused() {
        for (int code = 0; code < 1 << 16; code++) {
            ByteBuffer payload = ByteBuffer.allocate(2).putShort(0, (short) code);
            CloseCheck fresh = new CloseCheck();
            if (NEVER_SENT.contains(code)) {
                assertThatThrownBy(() -> fresh.accept(payload, 0, 2, 0, 0))
                        .isSameAs(Rule.CLOSE_CODE_SENDABLE.violation());
            } else if (REGISTERED.contains(code) || (code >= 3000 && code <= 4999)) {
                fresh.accept(payload, 0, 2, 0, 0);
                fresh.end();
                assertThat(fresh.code()).isEqualTo(code);
            } else {
                assertThatThrownBy(() -> fresh.accept(payload, 0, 2, 0, 0))
                        .isSameAs(Rule.CLOSE_CODE_IN_RANGE.violation());
            }
        }
    }

    /** RFC 6455, section 7.1.5. */
    @Test
    void a_close_frame_that_says_nothing_counts_as_1005() {
        check.end();

        assertThat(check.code()).isEqualTo(1005);
    }

    @Test
    void code_and_reason_are_read_in_every_split_through_every_mask() {
        byte[] payload = Bytes.join(Bytes.hex("0fa8"), "going, \u20ac \ud83d\ude00".getBytes(StandardCharsets.UTF_8));
        for (int key : new int[] {0, KEY}) {
            byte[] masked = RawFrame.masked(payload, key, 0);
            Bytes.everySplit(masked).forEach(pieces -> {
                CloseCheck fresh = new CloseCheck();
                accept(fresh, pieces, key);
                fresh.end();
                assertThat(fresh.code()).isEqualTo(4008);
            });
        }
    }

    /** RFC 6455, section 5.5.1. */
    @ParameterizedTest
    @ValueSource(strings = {"c0af", "eda080", "f4908080", "ff", "61626364656667688061"})
    void a_reason_that_is_not_utf8_is_refused_at_its_bad_byte(String reason) {
        byte[] payload = Bytes.join(Bytes.hex("03e8"), Bytes.hex(reason));
        int bad = 2 + new PlainUtf8().firstBad(Bytes.hex(reason));

        accept(check, List.of(ByteBuffer.wrap(payload, 0, bad)), 0);
        assertThatThrownBy(() -> check.accept(ByteBuffer.wrap(payload), bad, bad + 1, 0, bad))
                .isSameAs(Rule.CLOSE_REASON_UTF8.violation());
    }

    /** RFC 6455, section 5.5.1. */
    @ParameterizedTest
    @ValueSource(strings = {"c3", "61e282", "f09f98"})
    void a_reason_that_ends_within_a_character_is_refused_at_the_end(String reason) {
        byte[] payload = Bytes.join(Bytes.hex("03e8"), Bytes.hex(reason));
        accept(check, Bytes.oneByOne(payload), 0);

        assertThatThrownBy(check::end).isSameAs(Rule.CLOSE_REASON_UTF8.violation());
    }

    @Test
    void a_bad_code_is_refused_before_the_reason_is_looked_at() {
        byte[] payload = Bytes.hex("03edff");

        assertThat(IntStream.of(2, 3))
                .allSatisfy(length -> assertThatThrownBy(
                                () -> new CloseCheck().accept(ByteBuffer.wrap(payload), 0, length, 0, 0))
                        .isSameAs(Rule.CLOSE_CODE_SENDABLE.violation()));
    }

    private static void accept(CloseCheck check, List<ByteBuffer> pieces, int key) {
        long offset = 0;
        for (ByteBuffer piece : pieces) {
            check.accept(piece, piece.position(), piece.limit(), key, offset);
            offset += piece.remaining();
        }
    }
}
