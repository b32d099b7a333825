package io.parley.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchTest {

    private final Scratch scratch = new Scratch();

    /** A text longer than the place, and characters of one to four bytes (RFC 3629, section 3). */
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9", "\u20ac", "\ud83d\ude00", "a\u00e9\u20ac\ud83d\ude00"})
    void what_is_written_in_whatever_pieces_is_taken_in_utf_8(String part) {
        String text = part.repeat(400);
        for (int i = 0; i < text.length(); i++) {
            scratch.write(text.charAt(i));
        }

        assertThat(bytes(scratch.take())).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void one_text_follows_the_other() {
        write("a longer one");
        scratch.take();
        write("short");

        assertThat(text()).isEqualTo("short");
        assertThat(text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83db", "a\ud83d", "\ude00", "\ud83d"})
    void half_a_pair_is_a_question_mark_and_nothing_of_it_is_in_the_next_text(String text) {
        write(text);

        assertThat(text()).isEqualTo(text.replace("\ud83d", "?").replace("\ude00", "?"));
        write("next");
        assertThat(text()).isEqualTo("next");
    }

    private void write(String text) {
        scratch.write(text, 0, text.length());
    }

    private String text() {
        return new String(bytes(scratch.take()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer taken) {
        byte[] bytes = new byte[taken.remaining()];
        taken.get(bytes);
        return bytes;
    }
}
