package io.parley.it;

import static io.parley.it.Exchange.answer;
import static io.parley.it.Exchange.answered;
import static io.parley.it.Exchange.close;
import static io.parley.it.Exchange.closed;
import static io.parley.it.Exchange.failed;
import static io.parley.it.Exchange.ping;
import static io.parley.it.Exchange.pong;
import static io.parley.it.Exchange.text;
import static io.parley.it.Exchange.utf8;
import static io.parley.it.RawSocket.CONTINUATION;
import static io.parley.it.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.Exchange.Pace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, sections 5 and 7, case by case, as {@code autobahn-cases.md} lists them. */
class ConformanceIT extends EchoDeployed {

    private static final int PONG = RawSocket.PONG;
    private static final String HELLO = "Hello, world!";
    private static final List<String> NOTHING = List.of();
    private static final List<String> HELLO_BACK = List.of(answer(HELLO));
    private static final List<Integer> VALID_CODES =
            List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999);
    private static final List<Integer> INVALID_CODES = List.of(0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void pings_and_pongs(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> pings_and_pongs() {
        byte[] bytes = {0, (byte) 0xFF, (byte) 0xFE, (byte) 0xFD, 0, 1, (byte) 0x80};
        byte[] longest = filled(125);
        byte[] unasked = RawSocket.frame(true, PONG, utf8("not asked for"));
        byte[][] ten = IntStream.range(0, 10).mapToObj(i -> ping("ping " + i)).toArray(byte[][]::new);
        List<String> tenBack =
                IntStream.range(0, 10).mapToObj(i -> pong("ping " + i)).toList();
        return Stream.of(
                answered("2.1", Pace.AT_ONCE, List.of(pong("")), ping("")),
                answered("2.2", Pace.AT_ONCE, List.of(pong(HELLO)), ping(HELLO)),
                answered("2.3", Pace.AT_ONCE, List.of(answer(PONG, bytes)), frame(RawSocket.PING, bytes)),
                answered("2.4", Pace.AT_ONCE, List.of(answer(PONG, longest)), frame(RawSocket.PING, longest)),
                failed("2.5", Pace.AT_ONCE, 1002, NOTHING, frame(RawSocket.PING, filled(126))),
                answered("2.6", Pace.BY_BYTES, List.of(answer(PONG, longest)), frame(RawSocket.PING, longest)),
                answered("2.7", Pace.AT_ONCE, NOTHING, frame(PONG)),
                answered("2.8", Pace.AT_ONCE, NOTHING, unasked),
                answered("2.9", Pace.AT_ONCE, List.of(pong(HELLO)), unasked, ping(HELLO)),
                answered("2.10", Pace.AT_ONCE, tenBack, ten),
                answered("2.11", Pace.BY_BYTES, tenBack, ten));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void reserved_bits(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> reserved_bits() {
        return Stream.of(
                failed("3.1", Pace.AT_ONCE, 1002, NOTHING, frame(0x10 | TEXT, utf8(HELLO))),
                failed("3.2", Pace.AT_ONCE, 1002, HELLO_BACK, text(HELLO), frame(0x20 | TEXT, utf8(HELLO)), ping("")),
                failed("3.3", Pace.BY_FRAMES, 1002, HELLO_BACK, text(HELLO), frame(0x30 | TEXT, utf8(HELLO)), ping("")),
                failed("3.4", Pace.BY_BYTES, 1002, HELLO_BACK, text(HELLO), frame(0x40 | TEXT, utf8(HELLO)), ping("")),
                failed("3.5", Pace.AT_ONCE, 1002, NOTHING, frame(0x50 | RawSocket.BINARY, utf8(HELLO))),
                failed("3.6", Pace.AT_ONCE, 1002, NOTHING, frame(0x60 | RawSocket.PING, utf8(HELLO))),
                failed("3.7", Pace.AT_ONCE, 1002, NOTHING, frame(0x70 | RawSocket.CLOSE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void reserved_opcodes(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> reserved_opcodes() {
        return Stream.concat(reserved("4.1.", 3), reserved("4.2.", 11));
    }

    /** Alone, with a payload, and three times within a conversation. */
    private static Stream<Exchange> reserved(String section, int opcode) {
        byte[] hello = text(HELLO);
        return Stream.of(
                failed(section + 1, Pace.AT_ONCE, 1002, NOTHING, frame(opcode)),
                failed(section + 2, Pace.AT_ONCE, 1002, NOTHING, frame(opcode + 1, utf8("x"))),
                failed(section + 3, Pace.AT_ONCE, 1002, HELLO_BACK, hello, frame(opcode + 2), ping("")),
                failed(section + 4, Pace.AT_ONCE, 1002, HELLO_BACK, hello, frame(opcode + 3, utf8("x")), ping("")),
                failed(section + 5, Pace.BY_BYTES, 1002, HELLO_BACK, hello, frame(opcode + 4, utf8("x")), ping("")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void fragments(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> fragments() {
        byte[] begun = begun("one");
        byte[] ended = ended("two");
        byte[][] nothingToContinue = {ended("three"), text(HELLO)};
        byte[][] nothingToGoOn = {RawSocket.frame(false, CONTINUATION, utf8("three")), text(HELLO)};
        List<String> message = List.of(answer("onetwo"));
        List<String> pongFirst = List.of(pong("x"), answer("onetwo"));
        return Stream.of(
                failed("5.1", Pace.AT_ONCE, 1002, NOTHING, RawSocket.frame(false, RawSocket.PING, utf8("x")), ended),
                failed("5.2", Pace.AT_ONCE, 1002, NOTHING, RawSocket.frame(false, PONG, utf8("x")), ended),
                answered("5.3", Pace.AT_ONCE, message, begun, ended),
                answered("5.4", Pace.BY_FRAMES, message, begun, ended),
                answered("5.5", Pace.BY_BYTES, message, begun, ended),
                answered("5.6", Pace.AT_ONCE, pongFirst, begun, ping("x"), ended),
                answered("5.7", Pace.BY_FRAMES, pongFirst, begun, ping("x"), ended),
                answered("5.8", Pace.BY_BYTES, pongFirst, begun, ping("x"), ended),
                failed("5.9", Pace.AT_ONCE, 1002, NOTHING, nothingToContinue),
                failed("5.10", Pace.BY_FRAMES, 1002, NOTHING, nothingToContinue),
                failed("5.11", Pace.BY_BYTES, 1002, NOTHING, nothingToContinue),
                failed("5.12", Pace.AT_ONCE, 1002, NOTHING, nothingToGoOn),
                failed("5.13", Pace.BY_FRAMES, 1002, NOTHING, nothingToGoOn),
                failed("5.14", Pace.BY_BYTES, 1002, NOTHING, nothingToGoOn),
                failed("5.15", Pace.AT_ONCE, 1002, message, begun, ended, nothingToGoOn[0], text(HELLO)),
                failed("5.16", Pace.AT_ONCE, 1002, NOTHING, twice(nothingToGoOn[0], begun, ended)),
                failed("5.17", Pace.AT_ONCE, 1002, NOTHING, twice(nothingToContinue[0], begun, ended)),
                failed("5.18", Pace.AT_ONCE, 1002, NOTHING, begun, text("two")));
    }

    /** Each ping is answered before the message goes on. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Pace.class,
            names = {"AT_ONCE", "BY_FRAMES"})
    void pings_within_a_message_that_takes_its_time(Pace pace) {
        byte[] middle = RawSocket.frame(false, CONTINUATION, utf8("+"));
        try (RawSocket socket = RawSocket.opened(echo)) {
            pace.send(socket, List.of(begun("a"), middle, ping("first")));
            assertThat(Exchange.heard(socket.readsFrame())).isEqualTo(pong("first"));

            pace.send(socket, List.of(middle, middle, ping("second")));
            assertThat(Exchange.heard(socket.readsFrame())).isEqualTo(pong("second"));

            socket.sendsInPieces(ended("z"), 1);
            assertThat(Exchange.heard(socket.readsFrame())).isEqualTo(answer("a+++z"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void closes(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> closes() {
        List<Integer> normal = List.of(1000);
        String long256 = "*".repeat(256 * 1024);
        byte[] reason = filled(123);
        Arrays.fill(reason, (byte) '*');
        return Stream.of(
                closed("7.1.1", HELLO_BACK, normal, text(HELLO), close(1000)),
                closed("7.1.2", NOTHING, normal, close(1000), close(1000)),
                closed("7.1.3", NOTHING, normal, close(1000), ping("")),
                closed("7.1.4", NOTHING, normal, close(1000), text(HELLO)),
                closed("7.1.5", NOTHING, normal, begun("one"), close(1000), ended("two")),
                closed(
                        "7.1.6",
                        List.of(answer(long256), answer(HELLO)),
                        normal,
                        text(long256),
                        text(HELLO),
                        close(1000),
                        ping("")),
                closed("7.3.1", NOTHING, List.of(1000, Exchange.NO_CODE), frame(RawSocket.CLOSE)),
                failed("7.3.2", Pace.AT_ONCE, 1002, NOTHING, frame(RawSocket.CLOSE, (byte) 'a')),
                closed("7.3.3", NOTHING, normal, close(1000)),
                closed("7.3.4", NOTHING, normal, close(1000, utf8(HELLO))),
                closed("7.3.5", NOTHING, normal, close(1000, reason)),
                failed("7.3.6", Pace.AT_ONCE, 1002, NOTHING, close(1000, filled(124))),
                closed("7.5.1", NOTHING, List.of(1002, 1007), close(1000, (byte) 0xED, (byte) 0xA0, (byte) 0x80)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void close_codes(Exchange exchange) {
        exchange.with(echo);
    }

    static Stream<Exchange> close_codes() {
        Stream<Exchange> valid = IntStream.range(0, VALID_CODES.size())
                .mapToObj(
                        i -> closed("7.7." + (i + 1), NOTHING, List.of(VALID_CODES.get(i)), close(VALID_CODES.get(i))));
        Stream<Exchange> invalid = IntStream.range(0, INVALID_CODES.size())
                .mapToObj(i -> failed("7.9." + (i + 1), Pace.AT_ONCE, 1002, NOTHING, close(INVALID_CODES.get(i))));
        Stream<Exchange> undefined = Stream.of(
                failed("7.13.1", Pace.AT_ONCE, 1002, NOTHING, close(5000)),
                failed("7.13.2", Pace.AT_ONCE, 1002, NOTHING, close(65_535)));
        return Stream.of(valid, invalid, undefined).flatMap(cases -> cases);
    }

    private static byte[] frame(int opcode, byte... payload) {
        return RawSocket.frame(true, opcode, payload);
    }

    private static byte[] begun(String text) {
        return RawSocket.frame(false, TEXT, utf8(text));
    }

    private static byte[] ended(String text) {
        return RawSocket.frame(true, CONTINUATION, utf8(text));
    }

    private static byte[][] twice(byte[]... frames) {
        return Stream.concat(Stream.of(frames), Stream.of(frames)).toArray(byte[][]::new);
    }

    private static byte[] filled(int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 0xFE);
        return payload;
    }
}
