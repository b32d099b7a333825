package io.parley.it;

import static io.parley.frame.RawFrame.KEY;
import static io.parley.frame.RawFrame.UNMASKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.frame.RawFrame;
import io.parley.frame.Rule;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every violation of RFC 6455, sections 5 and 7, as a client sees it answered; and what only looks like one. */
@ExtendWith(ArquillianExtension.class)
class FrameRulesIT {

    private static final int TEXT = 0x81;
    private static final int TEXT_BEGINS = 0x01;
    private static final int BINARY_BEGINS = 0x02;
    private static final int MORE = 0x00;
    private static final int LAST = 0x80;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final byte[] NOTHING = {};

    @ArquillianResource
    private URI deployed;

    private Server server;

    @Deployment(testable = false)
    static WebArchive parley() {
        return Archives.configured("parley.limits.handshakes=0");
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
    }

    private static byte[] frame(int firstByte, byte... payload) {
        return RawFrame.of(firstByte, KEY, payload).bytes();
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private static byte[] closeOf(int code, String hexReason) {
        byte[] reason = HexFormat.of().parseHex(hexReason);
        return ByteBuffer.allocate(2 + reason.length)
                .putShort((short) code)
                .put(reason)
                .array();
    }

    static Stream<Arguments> violations() {
        return Stream.of(headers(), lengths(), order(), closes(), texts()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> headers() {
        Stream<Arguments> bits = IntStream.of(0x91, 0xA1, 0xC1, 0xB2, 0xD9, 0xE8, 0xC0)
                .mapToObj(first ->
                        arguments("first byte " + Integer.toHexString(first), Rule.RESERVED_BITS, frame(first)));
        Stream<Arguments> opcodes = IntStream.of(0x83, 0x84, 0x85, 0x86, 0x87, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F, 0x03)
                .mapToObj(first ->
                        arguments("first byte " + Integer.toHexString(first), Rule.RESERVED_OPCODE, frame(first)));
        Stream<Arguments> masks = IntStream.of(TEXT, 0x82, CLOSE, PING, PONG)
                .mapToObj(first -> arguments(
                        "unmasked " + Integer.toHexString(first),
                        Rule.CLIENT_MASKS,
                        RawFrame.of(first, UNMASKED, NOTHING).bytes()));
        Stream<Arguments> controls = Stream.of(
                arguments("a ping that is not whole", Rule.CONTROL_WHOLE, frame(0x09)),
                arguments("a pong that is not whole", Rule.CONTROL_WHOLE, frame(0x0A)),
                arguments("a close that is not whole", Rule.CONTROL_WHOLE, frame(0x08)),
                arguments("a ping of 126 bytes", Rule.CONTROL_SHORT, frame(PING, new byte[126])),
                arguments(
                        "a ping of 64 KiB",
                        Rule.CONTROL_SHORT,
                        RawFrame.header(PING, KEY, 65_536).bytes()),
                arguments("a close of 126 bytes", Rule.CONTROL_SHORT, frame(CLOSE, new byte[126])));
        return Stream.of(bits, opcodes, masks, controls).flatMap(rows -> rows);
    }

    private static Stream<Arguments> lengths() {
        return Stream.of(
                arguments("125 in 16 bits", Rule.SHORTEST_LENGTH, new RawFrame(TEXT, KEY, 2, 125).bytes()),
                arguments("0 in 64 bits", Rule.SHORTEST_LENGTH, new RawFrame(TEXT, KEY, 8, 0).bytes()),
                arguments("65535 in 64 bits", Rule.SHORTEST_LENGTH, new RawFrame(0x82, KEY, 8, 65_535).bytes()),
                arguments("a ping's in 16 bits", Rule.CONTROL_SHORT, new RawFrame(PING, KEY, 2, 5).bytes()),
                arguments("the top bit", Rule.LENGTH_TOP_BIT, new RawFrame(TEXT, KEY, 8, Long.MIN_VALUE).bytes()),
                arguments("all bits", Rule.LENGTH_TOP_BIT, new RawFrame(TEXT, KEY, 8, -1).bytes()));
    }

    private static Stream<Arguments> order() {
        byte[] begun = frame(TEXT_BEGINS, (byte) '"');
        return Stream.of(
                arguments("more of nothing", Rule.CONTINUES_MESSAGE, frame(MORE)),
                arguments("the last of nothing", Rule.CONTINUES_MESSAGE, frame(LAST)),
                arguments(
                        "more behind the last",
                        Rule.CONTINUES_MESSAGE,
                        joined(begun, frame(LAST, (byte) '"'), frame(MORE))),
                arguments("a text within a text", Rule.ONE_MESSAGE_AT_A_TIME, joined(begun, frame(TEXT))),
                arguments("a binary within a text", Rule.ONE_MESSAGE_AT_A_TIME, joined(begun, frame(BINARY_BEGINS))),
                arguments(
                        "a text within a text, a ping between",
                        Rule.ONE_MESSAGE_AT_A_TIME,
                        joined(begun, frame(PING), frame(TEXT_BEGINS))));
    }

    private static Stream<Arguments> closes() {
        Stream<Arguments> never = IntStream.of(1004, 1005, 1006, 1015)
                .mapToObj(
                        code -> arguments("close " + code, Rule.CLOSE_CODE_SENDABLE, frame(CLOSE, closeOf(code, ""))));
        Stream<Arguments> outside = IntStream.of(0, 999, 1016, 1100, 2000, 2999, 5000, 65_535)
                .mapToObj(code ->
                        arguments("close " + code, Rule.CLOSE_CODE_IN_RANGE, frame(CLOSE, closeOf(code, "61"))));
        Stream<Arguments> payloads = Stream.of(
                arguments("half a code", Rule.CLOSE_CODE_WHOLE, frame(CLOSE, (byte) 3)),
                arguments("a bad reason", Rule.CLOSE_REASON_UTF8, frame(CLOSE, closeOf(1000, "c328"))),
                arguments("half a character", Rule.CLOSE_REASON_UTF8, frame(CLOSE, closeOf(1000, "61e282"))),
                arguments("a surrogate", Rule.CLOSE_REASON_UTF8, frame(CLOSE, closeOf(1000, "eda080"))));
        return Stream.of(never, outside, payloads).flatMap(rows -> rows);
    }

    private static Stream<Arguments> texts() {
        Stream<Arguments> bad = Stream.of(
                        "80", "c3", "c328", "c080", "e08080", "eda080", "edbfbf", "f4908080", "f8", "ff", "61e2")
                .map(hex -> arguments(
                        "text " + hex,
                        Rule.TEXT_UTF8,
                        frame(TEXT, HexFormat.of().parseHex(hex))));
        Stream<Arguments> early = Stream.of(
                arguments(
                        "a bad byte long before the message ends",
                        Rule.TEXT_UTF8,
                        joined(RawFrame.header(TEXT_BEGINS, KEY, 60_000).bytes(), masked((byte) 0xFF))),
                arguments(
                        "half a character at the end of fragments",
                        Rule.TEXT_UTF8,
                        joined(frame(TEXT_BEGINS, (byte) 0xE2), frame(MORE, (byte) 0x82), frame(LAST))));
        return Stream.concat(bad, early);
    }

    /** The first byte of a payload. */
    private static byte[] masked(byte first) {
        byte[] whole = frame(TEXT, first);
        return new byte[] {whole[whole.length - 1]};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void a_frame_that_breaks_a_rule_closes_with_its_code(String what, Rule rule, byte[] bytes) {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsBytes(bytes);

            RawSocket.Frame close = socket.readsClose();

            assertThat(close.closeCode()).isEqualTo(rule.closeCode());
            assertThat(close.closeReason()).isEqualTo(rule.reason());
            socket.readsToTheEnd();
        }
    }

    /** RFC 6455, section 5.5.1: it is answered, and what follows is nobody's. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 4000, 4400})
    void a_close_frame_is_answered_whatever_its_code(int code) {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsBytes(frame(CLOSE, closeOf(code, "627965")));

            assertThat(socket.readsClose().closeCode()).isIn(code, 1002);
            socket.readsToTheEnd();
        }
    }

    @Test
    void a_close_frame_without_a_code_is_answered() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsBytes(frame(CLOSE));

            RawSocket.Frame close = socket.readsClose();
            assertThat(close.payload().hasRemaining() ? close.closeCode() : 1000)
                    .isEqualTo(1000);
            socket.readsToTheEnd();
        }
    }

    @Test
    void a_close_frame_within_a_message_is_answered() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsBytes(joined(frame(TEXT_BEGINS, (byte) '{'), frame(CLOSE, closeOf(1000, ""))));

            assertThat(socket.readsClose().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void a_message_in_single_bytes_is_a_message() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            for (byte one : frame(TEXT, utf8("{\"type\":\"ping\",\"ref\":\"\u20ac\"}"))) {
                socket.sendsBytes(one);
            }

            assertThat(nextText(socket)).contains("pong").contains("\u20ac");
        }
    }

    /**
     * RFC 6455, sections 5.4 and 5.5: fragments may be empty, may split characters, and may have control frames
     * between.
     */
    @Test
    void a_message_in_fragments_with_pings_between_is_a_message() {
        byte[] text = utf8("{\"type\":\"ping\",\"ref\":\"\u20ac\"}");
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsBytes(frame(TEXT_BEGINS));
            for (int i = 0; i < text.length; i++) {
                socket.sendsBytes(joined(frame(MORE, text[i]), frame(PONG)));
                if (i % 10 == 0) {
                    socket.sendsBytes(joined(frame(MORE), frame(PING, (byte) i)));
                }
            }
            for (int i = 0; i < text.length; i += 10) {
                RawSocket.Frame pong = socket.readsFrame();
                while (pong.opcode() != RawSocket.PONG) {
                    pong = socket.readsFrame();
                }
                assertThat(pong.payload().get(0)).isEqualTo((byte) i);
            }
            socket.sendsBytes(frame(LAST));

            assertThat(nextText(socket)).contains("pong").contains("\u20ac");
        }
    }

    @Test
    void what_comes_in_one_piece_with_the_handshake_is_answered_at_once() {
        URI chat = server.page("chat");
        try (RawSocket socket = RawSocket.connect(chat)) {
            socket.sendsHandshakeAnd(
                    chat,
                    joined(
                            frame(TEXT, utf8("{\"type\":\"ping\",\"ref\":\"1\"}")),
                            frame(PING, (byte) 'x'),
                            frame(TEXT, utf8("{\"type\":\"ping\",\"ref\":\"2\"}"))));
            assertThat(socket.readsHead().status()).isEqualTo(101);

            assertThat(nextText(socket)).contains("\"ref\":\"1\"");
            assertThat(nextText(socket)).contains("\"ref\":\"2\"");
        }
    }

    @Test
    void a_violation_in_one_piece_with_the_handshake_is_refused() {
        URI chat = server.page("chat");
        try (RawSocket socket = RawSocket.connect(chat)) {
            socket.sendsHandshakeAnd(chat, frame(0x83));
            assertThat(socket.readsHead().status()).isEqualTo(101);

            assertThat(socket.readsClose().closeCode()).isEqualTo(1002);
        }
    }

    /** RFC 6455, section 5.5.3: a pong that nobody has asked for is no fault. */
    @Test
    void unasked_pongs_are_no_fault() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsBytes(
                    joined(frame(PONG), frame(PONG, new byte[125]), frame(TEXT, utf8("{\"type\":\"ping\"}"))));

            assertThat(nextText(socket)).contains("pong");
        }
    }

    /** RFC 6455, section 5.5.2: with the same payload. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125})
    void a_ping_is_answered_with_what_it_holds(int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 0xFE);
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsBytes(frame(PING, payload));

            RawSocket.Frame pong = socket.readsFrame();
            while (pong.opcode() != RawSocket.PONG) {
                pong = socket.readsFrame();
            }
            assertThat(pong.payload().array()).isEqualTo(payload);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The next text that answers something. */
    private static String nextText(RawSocket socket) {
        RawSocket.Frame frame = socket.readsFrame();
        while (frame.opcode() != RawSocket.TEXT || !frame.text().contains("pong")) {
            frame = socket.readsFrame();
        }
        return frame.text();
    }
}
