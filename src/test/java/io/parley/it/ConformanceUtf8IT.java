package io.parley.it;

import static io.parley.it.Exchange.answer;
import static io.parley.it.Exchange.answered;
import static io.parley.it.Exchange.failed;
import static io.parley.it.Exchange.ping;
import static io.parley.it.Exchange.pong;
import static io.parley.it.RawSocket.CONTINUATION;
import static io.parley.it.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.Exchange.Pace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, section 8.1, and RFC 3629, case by case, as {@code autobahn-cases.md} lists them. */
class ConformanceUtf8IT extends EchoDeployed {

    private static final int NOT_UTF_8 = 1007;
    private static final String GREEK = "cebae1bdb9cf83cebcceb5";
    private static final String LATIN = "Hello-\u00b5@\u00df\u00f6\u00e4\u00fc\u00e0\u00e1-UTF-8!!";

    /** A line for each section, its cases in their order. */
    private static final String UTF_8 = """
            6.5 68656c6c6f24776f726c64 68656c6c6fc2a2776f726c64 68656c6c6fe282ac776f726c64 68656c6c6ff0a4ada2776f726c64 \
            cebae1bdb9cf83cebcceb5
            6.7 00 c280 e0a080 f0908080
            6.9 7f dfbf efbfbf f48fbfbf
            6.11 ed9fbf ee8080 efbfbd f48fbfbf
            6.23 efbfb9 efbfba efbfbb efbfbc efbfbd efbfbe efbfbf
            """;

    /** The same for what is not UTF-8. */
    private static final String FAULTY = """
            6.8 f888808080 fc8480808080
            6.10 f7bfbfbf fbbfbfbfbf fdbfbfbfbfbf
            6.12 80 bf 80bf 80bf80 80bf80bf 80bf80bf80 80bf80bf80bf
            6.14 c0 e080 f08080 f8808080 fc80808080 df efbf f7bfbf fbbfbfbf fdbfbfbfbf
            6.15 c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf
            6.16 fe ff fefeffff
            6.17 c0af e080af f08080af f8808080af fc80808080af
            6.18 c1bf e09fbf f08fbfbf f887bfbfbf fc83bfbfbfbf
            6.19 c080 e08080 f0808080 f880808080 fc8080808080
            6.20 eda080 edadbf edae80 edafbf edb080 edbe80 edbfbf
            6.21 eda080edb080 eda080edbfbf edadbfedb080 edadbfedbfbf edae80edb080 edae80edbfbf edafbfedb080 edafbfedbfbf
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void utf8_comes_back(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> utf8_comes_back() {
        return Stream.of(
                        table(UTF_8).map(row -> good(row.id(), row.hex())),
                        IntStream.of(2, 5, 7, 9, 11).mapToObj(bytes -> good("6.6." + bytes, greek(bytes))),
                        nonCharacters().map(row -> good(row.id(), row.hex())))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_not_utf8_fails(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> what_is_not_utf8_fails() {
        return Stream.of(
                        table(FAULTY).map(row -> bad(row.id(), row.hex())),
                        IntStream.of(1, 3, 4, 6, 8, 10).mapToObj(bytes -> bad("6.6." + bytes, greek(bytes))),
                        Stream.of(
                                bad("6.11.5", "f4908080"),
                                bad("6.12.8", between(0x80, 0xBF, "")),
                                bad("6.13.1", between(0xC0, 0xDF, "20")),
                                bad("6.13.2", between(0xE0, 0xEF, "20")),
                                bad("6.13.3", between(0xF0, 0xF7, "20")),
                                bad("6.13.4", between(0xF8, 0xFB, "20")),
                                bad("6.13.5", between(0xFC, 0xFD, "20"))))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void text_in_fragments(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> text_in_fragments() {
        byte[] latin = Exchange.utf8(LATIN);
        byte[] greek = bytes(GREEK);
        byte[] faulty = bytes(GREEK + "eda080" + "656469746564");
        return Stream.of(
                fragmented("6.1.1", new byte[0], 1),
                answered("6.1.2", Pace.AT_ONCE, List.of(answer("")), begun(), going(), ended()),
                answered(
                        "6.1.3",
                        Pace.AT_ONCE,
                        List.of(answer("middle")),
                        begun(),
                        going(Exchange.utf8("middle")),
                        ended()),
                fragmented("6.2.1", latin, latin.length),
                fragmented("6.2.2", latin, 15),
                fragmented("6.2.3", latin, 1),
                fragmented("6.2.4", greek, 1),
                failed("6.3.1", Pace.AT_ONCE, NOT_UTF_8, List.of(), RawSocket.frame(true, TEXT, faulty)),
                failed("6.3.2", Pace.BY_FRAMES, NOT_UTF_8, List.of(), inFragments(faulty, 1)));
    }

    /** Before the message is whole: its last frame is never sent. Needs a server that lets frames be seen. */
    @ParameterizedTest
    @CsvSource({"6.4.1, '', f4908080", "6.4.2, f4, 90"})
    void the_first_bad_fragment_fails(String id, String good, String bad) {
        try (RawSocket socket = RawSocket.opened(echo)) {
            Pace.AT_ONCE.send(socket, List.of(begun(bytes(GREEK + good)), ping("good so far")));
            assertThat(Exchange.heard(socket.readsFrame())).isEqualTo(pong("good so far"));

            socket.sendsFrame(false, CONTINUATION, bytes(bad));

            RawSocket.Frame close = socket.readsFrame();
            assertThat(close.opcode()).isEqualTo(RawSocket.CLOSE);
            assertThat(close.closeCode()).isEqualTo(NOT_UTF_8);
        }
    }

    /** Before the frame is whole: its last bytes are never sent. Needs a server that lets frames be seen. */
    @ParameterizedTest
    @CsvSource({"6.4.3, '', f4908080", "6.4.4, f4, 90"})
    void the_first_bad_piece_of_a_frame_fails(String id, String good, String bad) {
        byte[] frame = RawSocket.frame(true, TEXT, bytes(GREEK + good + bad + "656469746564"));
        byte[] begun = Arrays.copyOf(frame, frame.length - 6);
        try (RawSocket socket = RawSocket.opened(echo)) {
            socket.sendsInPieces(begun, begun.length - bad.length() / 2);

            RawSocket.Frame close = socket.readsFrame();
            assertThat(close.opcode()).isEqualTo(RawSocket.CLOSE);
            assertThat(close.closeCode()).isEqualTo(NOT_UTF_8);
        }
    }

    /** The bytes of a case. */
    private record Row(String id, String hex) {}

    private static Stream<Row> table(String sections) {
        return sections.lines()
                .map(line -> line.split(" ", -1))
                .flatMap(words ->
                        IntStream.range(1, words.length).mapToObj(i -> new Row(words[0] + "." + i, words[i])));
    }

    /** The last two code points of each plane. */
    private static Stream<Row> nonCharacters() {
        return IntStream.range(0, 34).mapToObj(i -> {
            String character = Character.toString(((i / 2) << 16) + 0xFFFE + i % 2);
            return new Row("6.22." + (i + 1), HexFormat.of().formatHex(Exchange.utf8(character)));
        });
    }

    private static String greek(int bytes) {
        return GREEK.substring(0, 2 * bytes);
    }

    /** Each byte of a range, and behind each of them something. */
    private static String between(int first, int last, String behind) {
        StringBuilder hex = new StringBuilder();
        for (int value = first; value <= last; value++) {
            hex.append("%02x".formatted(value)).append(behind);
        }
        return hex.toString();
    }

    private static Exchange good(String id, String hex) {
        return fragmented(id, bytes(hex), hex.length());
    }

    private static Exchange bad(String id, String hex) {
        return failed(id, Pace.AT_ONCE, NOT_UTF_8, List.of(), RawSocket.frame(true, TEXT, bytes(hex)));
    }

    private static Exchange fragmented(String id, byte[] text, int size) {
        return answered(id, Pace.BY_FRAMES, List.of(answer(TEXT, text)), inFragments(text, size));
    }

    private static byte[][] inFragments(byte[] text, int size) {
        List<byte[]> frames = new ArrayList<>();
        for (int at = 0; at == 0 || at < text.length; at += size) {
            int end = Math.min(at + size, text.length);
            frames.add(RawSocket.frame(
                    end == text.length, at == 0 ? TEXT : CONTINUATION, Arrays.copyOfRange(text, at, end)));
        }
        return frames.toArray(byte[][]::new);
    }

    private static byte[] begun(byte... payload) {
        return RawSocket.frame(false, TEXT, payload);
    }

    private static byte[] going(byte... payload) {
        return RawSocket.frame(false, CONTINUATION, payload);
    }

    private static byte[] ended() {
        return RawSocket.frame(true, CONTINUATION, new byte[0]);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
