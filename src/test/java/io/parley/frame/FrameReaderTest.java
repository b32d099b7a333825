package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.frame.FrameReader.Step;
import io.parley.frame.Reading.ReadFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, section 5.2: the form of a frame. */
class FrameReaderTest {

    private static final int BINARY = 0x82;
    private static final int CONTINUED = 0x00;

    private final Random random = new Random(6455);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 125, 126, 127, 65535, 65536, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE})
    void every_header_is_read_in_every_split(long length) {
        for (int firstByte = 0; firstByte < 256; firstByte++) {
            for (OptionalInt key : List.of(RawFrame.UNMASKED, RawFrame.KEY, OptionalInt.of(0))) {
                RawFrame frame = RawFrame.header(firstByte, key, length);
                List<ReadFrame> expected = List.of(frame.asRead(length == 0));
                Bytes.everySplit(frame.headerBytes()).forEach(pieces -> {
                    List<ReadFrame> frames = Reading.of(pieces).frames();
                    if (!frames.equals(expected)) {
                        fail("%s instead of %s", frames, expected);
                    }
                });
            }
        }
    }

    @Test
    void a_header_is_shown_with_its_last_byte_and_not_before() {
        byte[] bytes = RawFrame.header(BINARY, RawFrame.KEY, 70_000).headerBytes();
        FrameReader reader = new FrameReader();

        for (int i = 0; i < bytes.length - 1; i++) {
            assertThat(reader.next(ByteBuffer.wrap(bytes, i, 1))).isEqualTo(Step.MORE);
            assertThat(reader.isBetweenFrames()).isFalse();
        }
        assertThat(reader.next(ByteBuffer.wrap(bytes, bytes.length - 1, 1))).isEqualTo(Step.HEADER);
        assertThat(reader.header().headerBytes()).isEqualTo(14);
        assertThat(reader.next(ByteBuffer.allocate(0))).isEqualTo(Step.MORE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 125, 126, 127, 300})
    void payloads_are_found_in_every_split(int length) {
        List<RawFrame> frames = List.of(
                RawFrame.of(BINARY, RawFrame.KEY, Bytes.random(random, length)),
                RawFrame.of(CONTINUED, RawFrame.UNMASKED, Bytes.random(random, length)),
                RawFrame.of(BINARY, RawFrame.KEY, Bytes.random(random, 7)));

        Bytes.everySplit(stream(frames))
                .forEach(pieces -> assertThat(Reading.of(pieces).frames()).isEqualTo(expected(frames)));
    }

    @ParameterizedTest
    @ValueSource(ints = {65535, 65536, 70_001})
    void long_payloads_are_found_in_pieces(int length) {
        List<RawFrame> frames = List.of(
                RawFrame.of(BINARY, RawFrame.KEY, Bytes.random(random, length)),
                RawFrame.of(CONTINUED, RawFrame.UNMASKED, Bytes.random(random, length)));
        byte[] stream = stream(frames);

        assertThat(Reading.of(Bytes.oneByOne(stream)).frames()).isEqualTo(expected(frames));
        IntStream.of(0, 1, 2, 9, 10, 14, 15, length, length + 13, length + 14, length + 15, stream.length - 1)
                .forEach(at ->
                        assertThat(Reading.of(Bytes.inTwo(stream, at)).frames()).isEqualTo(expected(frames)));
    }

    @Test
    void a_payload_that_no_buffer_could_hold_is_counted() {
        FrameReader reader = new FrameReader();
        reader.next(ByteBuffer.wrap(
                RawFrame.header(BINARY, RawFrame.UNMASKED, Long.MAX_VALUE).headerBytes()));
        ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20);

        for (long offset = 0; offset < 5L << 30; offset += piece.capacity()) {
            assertThat(reader.next(piece.clear())).isEqualTo(Step.PAYLOAD);
            assertThat(reader.sliceOffset()).isEqualTo(offset);
            assertThat(reader.sliceBytes()).isEqualTo(piece.capacity());
        }
    }

    @Test
    void who_stops_at_the_end_of_a_frame_leaves_the_next_one_untouched() {
        byte[] first = RawFrame.of(BINARY, RawFrame.KEY, new byte[5]).bytes();
        ByteBuffer in = ByteBuffer.wrap(Bytes.join(first, first));
        FrameReader reader = new FrameReader();

        assertThat(List.of(reader.next(in), reader.next(in), reader.next(in)))
                .containsExactly(Step.HEADER, Step.PAYLOAD, Step.END);
        assertThat(in.position()).isEqualTo(first.length);
        assertThat(reader.header().payloadLength()).isEqualTo(5);
        assertThat(reader.isBetweenFrames()).isTrue();
        assertThat(reader.next(in)).isEqualTo(Step.HEADER);
    }

    @ParameterizedTest
    @MethodSource
    void only_what_lies_between_position_and_limit_is_read_and_nothing_is_written(ByteBuffer buffer) {
        List<RawFrame> frames = List.of(RawFrame.of(BINARY, RawFrame.KEY, Bytes.random(random, 200)));
        byte[] stream = stream(frames);
        ByteBuffer in = buffer.put(3, stream).position(3).limit(3 + stream.length);

        assertThat(Reading.of(List.of(in.asReadOnlyBuffer().order(in.order()))).frames())
                .isEqualTo(expected(frames));
        assertThat(Reading.of(List.of(in)).frames()).isEqualTo(expected(frames));
        byte[] after = new byte[stream.length];
        in.get(3, after);
        assertThat(after).isEqualTo(stream);
        assertThat(in.limit()).isEqualTo(3 + stream.length);
    }

    static Stream<ByteBuffer> only_what_lies_between_position_and_limit_is_read_and_nothing_is_written() {
        return Stream.of(
                ByteBuffer.allocate(300),
                ByteBuffer.allocateDirect(300),
                ByteBuffer.allocate(400).position(50).slice(),
                ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** RFC 6455, section 5.2: the minimal number of bytes, and a most significant bit of 0. */
    @ParameterizedTest
    @MethodSource
    void a_length_in_another_form_is_refused_in_every_split(int lengthBytes, long length, Rule rule) {
        for (OptionalInt key : List.of(RawFrame.UNMASKED, RawFrame.KEY)) {
            byte[] header = new RawFrame(BINARY, key, lengthBytes, length, new byte[0]).headerBytes();

            Bytes.everySplit(header).forEach(pieces -> {
                Reading reading = Reading.of(pieces);
                assertThat(reading.refusal()).contains(rule);
                assertThat(reading.frames()).isEmpty();
            });
        }
    }

    static Stream<Arguments> a_length_in_another_form_is_refused_in_every_split() {
        return Stream.of(
                arguments(2, 0L, Rule.SHORTEST_LENGTH),
                arguments(2, 1L, Rule.SHORTEST_LENGTH),
                arguments(2, 125L, Rule.SHORTEST_LENGTH),
                arguments(8, 0L, Rule.SHORTEST_LENGTH),
                arguments(8, 125L, Rule.SHORTEST_LENGTH),
                arguments(8, 126L, Rule.SHORTEST_LENGTH),
                arguments(8, 65535L, Rule.SHORTEST_LENGTH),
                arguments(8, Long.MIN_VALUE, Rule.LENGTH_TOP_BIT),
                arguments(8, Long.MIN_VALUE + 70_000, Rule.LENGTH_TOP_BIT),
                arguments(8, -1L, Rule.LENGTH_TOP_BIT));
    }

    @Test
    void what_was_refused_stays_refused() {
        FrameReader reader = new FrameReader();
        byte[] header = new RawFrame(BINARY, RawFrame.UNMASKED, 2, 5, new byte[0]).headerBytes();
        assertThatThrownBy(() -> reader.next(ByteBuffer.wrap(header))).isInstanceOf(FrameViolationException.class);

        assertThatThrownBy(() -> reader.next(ByteBuffer.allocate(5)))
                .isSameAs(FrameViolationException.of(Rule.SHORTEST_LENGTH));
        assertThat(reader.isBetweenFrames()).isFalse();
    }

    private static byte[] stream(List<RawFrame> frames) {
        return Bytes.join(frames.stream().map(RawFrame::bytes).toArray(byte[][]::new));
    }

    private static List<ReadFrame> expected(List<RawFrame> frames) {
        return frames.stream().map(frame -> frame.asRead(true)).toList();
    }
}
