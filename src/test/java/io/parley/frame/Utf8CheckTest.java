package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, section 8.1, and RFC 3629, section 4: what UTF-8 is, and that it is seen as early as can be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Utf8CheckTest {

    private static final int KEY = 0x8142C3F7;
    private static final List<String> CHARACTERS = List.of(
            "a",
            "~",
            "\0",
            "\u007f",
            "\u0080",
            "\u00e4",
            "\u07ff",
            "\u0800",
            "\u20ac",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\ud83d\ude00",
            "\udbff\udfff",
            "plain text of more than eight bytes");
    private static final List<IntFunction<ByteBuffer>> KINDS = List.of(
            ByteBuffer::allocate,
            ByteBuffer::allocateDirect,
            size -> ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN),
            size -> ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN),
            size -> ByteBuffer.allocate(size + 3).position(3).slice());

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(1000);
    private final PlainUtf8 plain = new PlainUtf8();

    /**
     * What is to be found out about a text.
     *
     * @param firstBad the index of the first bad byte, or the length
     * @param whole whether it may end there
     */
    private record Verdict(int firstBad, boolean whole) {}

    @Test
    void every_sequence_of_up_to_three_bytes_is_judged_as_by_the_jdk_and_at_the_first_bad_byte() {
        for (int length = 1; length <= 3; length++) {
            byte[] bytes = new byte[length];
            for (int number = 0; number < 1 << (8 * length); number++) {
                for (int i = 0, rest = number; i < length; i++, rest >>= 8) {
                    bytes[i] = (byte) rest;
                }
                judgedAsByTheJdk(bytes);
            }
        }
    }

    @Test
    void sequences_of_four_bytes_around_every_border_are_judged_as_by_the_jdk() {
        int[] borders = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xF0, 0xF4, 0xFF};
        for (int first = 0xE0; first < 0x100; first++) {
            for (int second : borders) {
                for (int third : borders) {
                    for (int fourth : borders) {
                        judgedAsByTheJdk((byte) first, (byte) second, (byte) third, (byte) fourth);
                    }
                }
            }
        }
    }

    /** Written for speed: AssertJ would take longer than all the rest. */
    private void judgedAsByTheJdk(byte... bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Utf8Check check = new Utf8Check();
        int firstBad = check.accept(in, 0, bytes.length, 0, 0);
        boolean good = firstBad == bytes.length && check.isBetweenCharacters();
        if (firstBad != plain.firstBad(bytes) || good != jdkAccepts(in)) {
            fail(
                    "%s: bad at %d, between characters %s",
                    HexFormat.of().formatHex(bytes), firstBad, check.isBetweenCharacters());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void texts_with_faults_are_judged_alike_in_every_split_with_every_mask_in_every_buffer(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            byte[] text = faultyText(random);
            ByteBuffer in = ByteBuffer.wrap(text);
            Verdict expected = new Verdict(plain.firstBad(text), plain.isWhole(text));
            assertThat(jdkAccepts(in)).isEqualTo(expected.firstBad() == text.length && expected.whole());

            for (IntFunction<ByteBuffer> kind : KINDS) {
                for (int offset = 0; offset < 4; offset++) {
                    for (int split = 0; split <= text.length; split++) {
                        inTwo(text, split, offset, kind, expected);
                    }
                }
            }
        }
    }

    private static void inTwo(byte[] text, int split, long offset, IntFunction<ByteBuffer> kind, Verdict expected) {
        Utf8Check check = new Utf8Check();
        int before = split % 5;
        byte[] masked = RawFrame.masked(text, KEY, offset);
        ByteBuffer in = kind.apply(before + text.length + 9).put(before, masked);

        int bad = check.accept(in, before, before + split, KEY, offset);
        if (bad == before + split) {
            bad = check.accept(in, before + split, before + text.length, KEY, offset + split);
        }

        boolean whole = expected.firstBad() < text.length || check.isBetweenCharacters() == expected.whole();
        if (bad - before != expected.firstBad() || !whole) {
            fail(
                    "%s in two at %d, offset %d: bad at %d instead of %s",
                    HexFormat.of().formatHex(text), split, offset, bad - before, expected);
        }
        byte[] after = new byte[text.length];
        in.get(before, after);
        assertThat(after).isEqualTo(masked);
        assertThat(in.position()).isZero();
        assertThat(in.limit()).isEqualTo(in.capacity());
    }

    private static byte[] faultyText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return Arrays.copyOf(bytes, bytes.length - (random.nextInt(3) == 0 ? 1 : 0));
    }

    /** Each place within a word, and each place of the word. */
    @Test
    void a_bad_byte_in_plain_text_is_found_where_it_is() {
        for (int length = 1; length <= 40; length++) {
            for (int at = 0; at < length; at++) {
                for (int bad : new int[] {0x80, 0xC0, 0xFF}) {
                    byte[] text = new byte[length];
                    Arrays.fill(text, (byte) 'a');
                    text[at] = (byte) bad;
                    for (IntFunction<ByteBuffer> kind : KINDS) {
                        inTwo(text, 0, at, kind, new Verdict(at, false));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void no_byte_is_awaited_that_cannot_help(String name, String begun, String bad) {
        byte[] bytes = Bytes.hex(begun + bad);

        assertThat(new Utf8Check().accept(ByteBuffer.wrap(bytes), 0, bytes.length, 0, 0))
                .as(name)
                .isEqualTo(bytes.length - 1);
    }

    static Stream<Arguments> no_byte_is_awaited_that_cannot_help() {
        return Stream.of(
                arguments("two bytes for what fits into one", "", "c0"),
                arguments("two bytes for what fits into one", "", "c1"),
                arguments("three bytes for what fits into two", "e0", "9f"),
                arguments("four bytes for what fits into three", "f0", "8f"),
                arguments("the first surrogate", "ed", "a0"),
                arguments("the last surrogate", "ed", "bf"),
                arguments("beyond U+10FFFF", "f4", "90"),
                arguments("far beyond U+10FFFF", "", "f5"),
                arguments("nothing to follow", "", "80"),
                arguments("a character cut off by ASCII", "f09f98", "41"),
                arguments("a character cut off by another", "e282", "e2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "e2", "e282", "f0", "f09f", "f09f98"})
    void a_text_that_ends_within_a_character_is_known(String begun) {
        byte[] bytes = Bytes.hex("61" + begun);
        Utf8Check check = new Utf8Check();

        assertThat(check.accept(ByteBuffer.wrap(bytes), 0, bytes.length, 0, 0)).isEqualTo(bytes.length);
        assertThat(check.isBetweenCharacters()).isFalse();
    }

    @Test
    void a_payload_may_be_longer_than_four_gigabytes() {
        byte[] text = "\u20ac plain text \u20ac".getBytes(StandardCharsets.UTF_8);
        long offset = (7L << 32) + 3;
        ByteBuffer in = ByteBuffer.wrap(RawFrame.masked(text, KEY, offset));

        assertThat(new Utf8Check().accept(in, 0, text.length, KEY, offset)).isEqualTo(text.length);
    }

    private boolean jdkAccepts(ByteBuffer in) {
        CoderResult result = decoder.reset().decode(in.position(0), chars.clear(), true);
        in.position(0);
        return !result.isError();
    }
}
