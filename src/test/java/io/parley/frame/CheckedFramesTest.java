package io.parley.frame;

import static io.parley.frame.Direction.CLIENT_TO_SERVER;
import static io.parley.frame.Direction.SERVER_TO_CLIENT;
import static io.parley.frame.RawFrame.KEY;
import static io.parley.frame.RawFrame.UNMASKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.frame.FrameReader.Step;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All rules of RFC 6455 for frames together, from bytes to the refusal. */
class CheckedFramesTest {

    private static final byte[] NOTHING = {};

    /** A stream for each rule, and how many of its bytes are read before it is refused. */
    @ParameterizedTest
    @MethodSource("refusals")
    void each_rule_refuses_at_the_earliest_byte_in_every_split(
            Rule rule, Direction direction, int consumed, byte[] stream) {
        Bytes.everySplit(stream)
                .forEach(pieces ->
                        assertThat(Reading.checked(direction, pieces).refusal()).contains(rule));
        Reading oneByOne = Reading.checked(direction, Bytes.oneByOne(stream));
        assertThat(oneByOne.consumed()).isEqualTo(consumed);
    }

    static Stream<Arguments> refusals() {
        byte[] ping = RawFrame.of(0x89, KEY, bytes("ping")).bytes();
        byte[] begun = client(0x01, bytes("begun"));
        return Stream.of(
                // Section 5.2
                fromClient(Rule.SHORTEST_LENGTH, 14, ping, new RawFrame(0x82, KEY, 2, 5, bytes("12345")).bytes()),
                fromClient(Rule.LENGTH_TOP_BIT, 20, ping, new RawFrame(0x82, KEY, 8, -1, NOTHING).bytes()),
                fromClient(Rule.RESERVED_BITS, 11, ping, client(0xC1, bytes("text"))),
                fromClient(Rule.RESERVED_OPCODE, 11, ping, client(0x83, bytes("text"))),
                // Section 5.1
                fromClient(Rule.CLIENT_MASKS, 12, ping, server(0x81, bytes("text"))),
                fromServer(Rule.SERVER_DOES_NOT_MASK, 2, client(0x81, bytes("text"))),
                // Section 5.5
                fromClient(Rule.CONTROL_WHOLE, 1, client(0x09, NOTHING)),
                fromServer(Rule.CONTROL_SHORT, 2, server(0x89, new byte[126])),
                // Sections 5.5.1, 7.4.1 and 7.4.2
                fromServer(Rule.CLOSE_CODE_WHOLE, 2, server(0x88, new byte[1])),
                fromServer(Rule.CLOSE_CODE_SENDABLE, 4, server(0x88, Bytes.hex("03ed616263"))),
                fromServer(Rule.CLOSE_CODE_IN_RANGE, 4, server(0x88, Bytes.hex("0bb7616263"))),
                fromClient(Rule.CLOSE_REASON_UTF8, 10, client(0x88, Bytes.hex("03e861ff6263"))),
                fromClient(Rule.CLOSE_REASON_UTF8, 10, client(0x88, Bytes.hex("03e8e282"))),
                fromClient(Rule.CLOSE_IS_LAST, 7, client(0x88, NOTHING), client(0x89, NOTHING)),
                // Section 5.4
                fromClient(Rule.CONTINUES_MESSAGE, 11, ping, client(0x80, bytes("more"))),
                fromClient(Rule.ONE_MESSAGE_AT_A_TIME, 12, begun, client(0x81, bytes("other"))),
                // Section 8.1: within a frame, at the end, and over frames with a ping in between
                fromClient(Rule.TEXT_UTF8, 9, client(0x81, Bytes.hex("61eda0808080"))),
                fromClient(Rule.TEXT_UTF8, 9, client(0x81, Bytes.hex("61e282"))),
                fromServer(
                        Rule.TEXT_UTF8,
                        8,
                        server(0x01, Bytes.hex("e2")),
                        server(0x89, NOTHING),
                        server(0x80, Bytes.hex("61"))));
    }

    @Test
    void the_table_has_every_rule() {
        assertThat(refusals().map(row -> row.get()[0])).containsAll(RawFrame.RULES);
    }

    /** RFC 6455, sections 5.4 and 8.1: a character may be spread over fragments with control frames in between. */
    @Test
    void a_message_in_fragments_is_one_text() {
        byte[] stream = Bytes.join(
                client(0x01, Bytes.hex("f09f")),
                client(0x89, Bytes.hex("ff")),
                client(0x00, NOTHING),
                client(0x00, Bytes.hex("98")),
                client(0x8A, NOTHING),
                client(0x80, Bytes.hex("80")),
                client(0x88, Bytes.hex("03e9e282ac")));

        Bytes.everySplit(stream).forEach(pieces -> {
            Reading reading = Reading.checked(CLIENT_TO_SERVER, pieces);
            assertThat(reading.refusal()).isEmpty();
            assertThat(reading.whole()).hasSize(7);
        });
    }

    /** RFC 6455, section 5.6: binary data is the application's. */
    @Test
    void bytes_need_not_be_text() {
        byte[] stream = Bytes.join(client(0x02, Bytes.hex("ff")), client(0x80, Bytes.hex("c0")));

        Bytes.everySplit(stream)
                .forEach(pieces -> assertThat(
                                Reading.checked(CLIENT_TO_SERVER, pieces).refusal())
                        .isEmpty());
    }

    /** RFC 7692, section 6: the payload is compressed, and only after it comes text that is checked. */
    @Test
    void what_an_extension_transforms_is_not_text_until_the_next_message() {
        CheckedFrames frames = new CheckedFrames(new FrameRules(SERVER_TO_CLIENT, 4));
        ByteBuffer good = ByteBuffer.wrap(Bytes.join(server(0x41, Bytes.hex("ff")), server(0x80, Bytes.hex("e2"))));
        ByteBuffer bad = ByteBuffer.wrap(server(0x81, Bytes.hex("ff")));

        readAll(frames, good);
        assertThatThrownBy(() -> readAll(frames, bad)).isSameAs(Rule.TEXT_UTF8.violation());
    }

    @Test
    void it_is_told_what_a_payload_belongs_to_and_what_the_close_frame_said() {
        CheckedFrames frames = new CheckedFrames(new FrameRules(SERVER_TO_CLIENT));

        readAll(frames, ByteBuffer.wrap(server(0x01, bytes("a"))));
        assertThat(frames.message()).isEqualTo(Opcode.TEXT);
        assertThat(frames.sequence().isWithinMessage()).isTrue();
        readAll(frames, ByteBuffer.wrap(server(0x89, bytes("b"))));
        assertThat(frames.message()).isEqualTo(Opcode.PING);
        readAll(frames, ByteBuffer.wrap(server(0x00, bytes("c"))));
        assertThat(frames.message()).isEqualTo(Opcode.TEXT);
        assertThat(frames.closeCode()).isEqualTo(1005);
        readAll(frames, ByteBuffer.wrap(FrameWriter.close(1012, "restart")));
        assertThat(frames.closeCode()).isEqualTo(1012);
        assertThat(frames.sequence().isClosed()).isTrue();
    }

    @Test
    void the_header_that_was_refused_can_still_be_seen() {
        CheckedFrames frames = new CheckedFrames(new FrameRules(CLIENT_TO_SERVER));
        ByteBuffer in = ByteBuffer.wrap(client(0x8B, bytes("text")));
        assertThatThrownBy(() -> frames.next(in)).isSameAs(Rule.RESERVED_OPCODE.violation());

        assertThat(frames.reader().header().snapshot())
                .isEqualTo(new HeaderSnapshot(true, 0, Opcode.RESERVED_B, KEY, 4))
                .hasToString(frames.reader().header().toString());
        assertThat(in.position()).isEqualTo(6);
    }

    private static void readAll(CheckedFrames frames, ByteBuffer in) {
        Step step;
        do {
            step = frames.next(in);
        } while (step != Step.MORE);
    }

    private static Arguments fromClient(Rule rule, int consumed, byte[]... stream) {
        return arguments(rule, CLIENT_TO_SERVER, consumed, Bytes.join(stream));
    }

    private static Arguments fromServer(Rule rule, int consumed, byte[]... stream) {
        return arguments(rule, SERVER_TO_CLIENT, consumed, Bytes.join(stream));
    }

    private static byte[] client(int firstByte, byte[] payload) {
        return RawFrame.of(firstByte, KEY, payload).bytes();
    }

    private static byte[] server(int firstByte, byte[] payload) {
        return RawFrame.of(firstByte, UNMASKED, payload).bytes();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
