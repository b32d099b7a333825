package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    private static final String FACE = "\ud83d\ude00";

    /** RFC 3629, section 3. */
    @ParameterizedTest
    @MethodSource
    void each_character_takes_one_to_four_bytes(String text, int bytes) {
        assertThat(Utf8.sizeBytes(text)).isEqualTo(bytes);
    }

    static Stream<Arguments> each_character_takes_one_to_four_bytes() {
        return Stream.of(
                arguments("", 0),
                arguments("\u0000\u007f", 2),
                arguments("\u0080\u07ff", 4),
                arguments("\u0800\uffff", 6),
                arguments(FACE, 4),
                arguments("\ud83d", 3),
                arguments("\ude00\ud83d", 6),
                arguments("\ud83d" + FACE, 7));
    }

    @Test
    void the_size_of_well_formed_text_is_that_of_the_encoded_text() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            String text = random.ints(30, 0, 0x110000)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(Utf8.sizeBytes(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @ParameterizedTest
    @MethodSource
    void a_text_is_cut_on_a_character_border(String text, int maxBytes, String cut) {
        assertThat(Utf8.cut(text, maxBytes)).isEqualTo(cut);
    }

    static Stream<Arguments> a_text_is_cut_on_a_character_border() {
        return Stream.of(
                arguments("", 0, ""),
                arguments("abc", 3, "abc"),
                arguments("abc", 2, "ab"),
                arguments("abc", 0, ""),
                arguments("a\u00e9", 2, "a"),
                arguments("a\u00e9", 3, "a\u00e9"),
                arguments("\u20ac\u20ac", 5, "\u20ac"),
                arguments("a" + FACE, 4, "a"),
                arguments("a" + FACE, 5, "a" + FACE),
                arguments(FACE + "\ud83d", 6, FACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\u0000", "\uffff", FACE, "a" + FACE + FACE + "b"})
    void text_of_whole_characters_is_well_formed(String text) {
        assertThat(Utf8.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d", FACE + "\ude00", "\ud83d" + FACE})
    void text_with_half_a_pair_is_not_well_formed(String text) {
        assertThat(Utf8.isWellFormed(text)).isFalse();
    }
}
