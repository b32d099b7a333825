package io.parley.codec;

import static io.parley.codec.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.protocol.Command;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Limits;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are no JSON, or that are JSON to hurt: each gets its fault, none an exception. */
class HostileTextTest {

    private static final String TOO_EARLY = "not JSON: the text ends too early";
    private static final String TOO_DEEP = " is nested deeper than 64 levels";

    private final CommandDecoder decoder = new CommandDecoder(new Limits(65536, 16000, 100));

    /** RFC 8259, sections 2 to 7. */
    @ParameterizedTest
    @MethodSource
    void what_is_not_json_is_said_to_be_none_and_where(String text, String message) {
        assertThat(fault(json(text))).isEqualTo(message);
    }

    static Stream<Arguments> what_is_not_json_is_said_to_be_none_and_where() {
        return Stream.of(
                arguments("", TOO_EARLY),
                arguments(" ".repeat(60 * 1024), TOO_EARLY),
                arguments("{", TOO_EARLY),
                arguments("{'type'", TOO_EARLY),
                arguments("{'type':", TOO_EARLY),
                arguments("{'type':'pi", TOO_EARLY),
                arguments("{'type':'ping'", TOO_EARLY),
                arguments("{'type':'ping',", TOO_EARLY),
                arguments("{'data':[[1,2],", TOO_EARLY),
                arguments("{'text':'" + "x".repeat(60000), TOO_EARLY),
                arguments("hello", near(1)),
                arguments("NaN", near(1)),
                arguments("\ufeff{'type':'ping'}", near(1)),
                arguments("\u0000", near(1)),
                arguments("/* comment */ {}", near(1)),
                arguments("{/**/}", near(2)),
                arguments("{'a':NaN}", near(6)),
                arguments("{'a':+1}", near(6)),
                arguments("{'a':.5}", near(6)),
                arguments("{'a':01}", near(7)),
                arguments("{'a':1.}", near(8)),
                arguments("{'a':-}", near(7)),
                arguments("{'a':1e}", near(8)),
                arguments("{'a':tru}", near(9)),
                arguments("{'a':'\t'}", near(7)),
                arguments("{'a':'\u0000'}", near(7)),
                arguments("{'a':'\\x'}", near(8)),
                arguments("{'a':'\\u00g0'}", near(11)),
                arguments("{'a':1,}", near(8)),
                arguments("{,'a':1}", near(2)),
                arguments("{a:1}", near(2)),
                arguments("{'a' 1}", near(6)),
                arguments("{'a':[1,]}", near(9)),
                arguments("{'a':[1}", near(8)),
                arguments("{'a':1]", near(7)),
                arguments("{'a':1\u00a0}", near(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1,2", "'text'", "7", "-0.5e3", "true", "null"})
    void a_value_other_than_an_object_is_no_request(String text) {
        assertThat(fault(json(text))).isEqualTo("not an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "1", ",", "}", "garbage", "\u0000"})
    void nothing_may_follow_the_object(String more) {
        assertThat(fault(json("{'type':'ping'} ") + more)).isEqualTo("more than one JSON value");
    }

    /** RFC 8259, section 9. */
    @ParameterizedTest
    @MethodSource
    void nesting_is_bounded_without_recursion(String text, String message) {
        assertThat(fault(json(text))).isEqualTo(message);
    }

    static Stream<Arguments> nesting_is_bounded_without_recursion() {
        int many = 50_000;
        String arrays = "[".repeat(many);
        String objects = "{'a':".repeat(many / 5);
        return Stream.of(
                arguments(arrays, "not an object"),
                arguments(objects, "a" + TOO_DEEP),
                arguments("{'x':" + arrays, "x" + TOO_DEEP),
                arguments("{'x':" + arrays + "]".repeat(many) + "}", "x" + TOO_DEEP),
                arguments("{'data':" + arrays, "data" + TOO_DEEP),
                arguments("{'data':" + objects, "data" + TOO_DEEP),
                arguments("{'since':" + objects, "since" + TOO_DEEP),
                arguments("{'x':" + "[".repeat(64) + "]".repeat(64) + "}", "x" + TOO_DEEP),
                arguments("{'data':" + "[".repeat(64) + "]".repeat(64) + "}", "data" + TOO_DEEP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "data"})
    void nesting_up_to_the_bound_is_no_fault(String name) {
        String value = "[".repeat(63) + "]".repeat(63);

        assertThat(decoder.decode(json("{'type':'ping','" + name + "':" + value + "}"))
                        .command())
                .isEqualTo(new Command.Ping());
    }

    /** RFC 8259, section 6. */
    @ParameterizedTest
    @MethodSource
    void numbers_are_bounded(String text, String message) {
        assertThat(fault(json(text))).isEqualTo(message);
    }

    static Stream<Arguments> numbers_are_bounded() {
        String tooLong = " holds a number of more than 1000 characters";
        String tooFar = " holds a number with an exponent beyond 999";
        return Stream.of(
                arguments("{'data':" + "9".repeat(10_000) + "}", "data" + tooLong),
                arguments("{'x':[0." + "1".repeat(60_000) + "]}", "x" + tooLong),
                arguments("{'x':" + "1".repeat(1001) + "}", "x" + tooLong),
                arguments("{'type':'history','limit':" + "1".repeat(10_000) + "}", "limit" + tooLong),
                arguments("{'type':'join','since':{'seq':1e" + "0".repeat(10_000) + "}}", "since" + tooLong),
                arguments("{'data':1e1000000000}", "data" + tooFar),
                arguments("{'data':[{'a':1E-1000000000}]}", "data" + tooFar),
                arguments("{'x':1e+1000}", "x" + tooFar),
                arguments("{'x':1e99999999999999999999}", "x" + tooFar),
                arguments("{'type':'history','after':1e1000000000}", "after" + tooFar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "1E-999", "-1e+0999", "1e0000000000001", "5e-324"})
    void numbers_within_the_bounds_are_no_fault(String number) {
        assertThat(decoder.decode(json("{'type':'ping','x':" + number + "}")).command())
                .isEqualTo(new Command.Ping());
        assertThat(decoder.decode(json("{'type':'ping','x':" + "1".repeat(1000) + "}"))
                        .command())
                .isEqualTo(new Command.Ping());
    }

    /** RFC 8259, section 8.2. */
    @ParameterizedTest
    @MethodSource
    void a_lone_surrogate_is_a_fault_wherever_it_is(String text, String where) {
        assertThat(fault(json(text))).isEqualTo(where + " holds a lone surrogate");
    }

    static Stream<Arguments> a_lone_surrogate_is_a_fault_wherever_it_is() {
        return Stream.of(
                arguments("{'type':'message','text':'a\\ud800'}", "text"),
                arguments("{'type':'message','text':'\\udc00\\ud800'}", "text"),
                arguments("{'type':'message','text':'a\ud800'}", "text"),
                arguments("{'type':'message','text':'x','id':'\\uDFFF'}", "id"),
                arguments("{'type':'message','text':'x','room':'\\ud83d'}", "room"),
                arguments("{'type':'ping','ref':'\\ud83dx\\ude00'}", "ref"),
                arguments("{'type':'\\ud800'}", "type"),
                arguments("{'data':'\\ud800'}", "data"),
                arguments("{'data':[{'a':['\\ud800']}]}", "data"),
                arguments("{'data':{'\\ud800':1}}", "data"),
                arguments("{'since':{'epoch':'\\ud800'}}", "since"),
                arguments("{'unknown':['\\ud800']}", "unknown"),
                arguments("{'\\ud800':1}", "a member name"));
    }

    @Test
    void a_message_of_nothing_but_members_is_read_in_one_pass() {
        StringBuilder text = new StringBuilder("{'type':'ping'");
        for (int i = 0; text.length() < 60_000; i++) {
            text.append(",'").append(i).append("':0");
        }

        assertThat(decoder.decode(json(text + "}")).command()).isEqualTo(new Command.Ping());
        assertThat(fault(json(text + ",'0':1}"))).isEqualTo("duplicate member \"0\"");
    }

    @Test
    void nothing_makes_the_decoder_throw() {
        String request =
                json("{'type':'join','room':'a','since':{'epoch':'e','seq':1e2},'data':[-1.5,'\\u00e9',null]}");
        Random random = new Random(42);
        Set<String> messages = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            if (decoder.decode(mutated(request, random)).command() instanceof Command.Faulty faulty) {
                messages.add(faulty.message());
            }
        }

        assertThat(messages).hasSizeGreaterThan(100).allMatch(m -> !m.isBlank() && m.length() < 120);
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        String alphabet = "{}[]:,\"\\u0-1.eE tfn\ud800\u0000";
        for (int n = random.nextInt(4); n >= 0 && mutated.length() > 0; n--) {
            int at = random.nextInt(mutated.length());
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutated.setCharAt(at, c);
                case 1 -> mutated.insert(at, c);
                case 2 -> mutated.deleteCharAt(at);
                default -> mutated.setLength(at);
            }
        }
        return mutated.toString();
    }

    private String fault(String text) {
        Command command = decoder.decode(text).command();
        assertThat(command).isInstanceOf(Command.Faulty.class);
        Command.Faulty faulty = (Command.Faulty) command;
        assertThat(faulty.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        return faulty.message();
    }

    private static String near(int character) {
        return "not JSON: not expected near character " + character;
    }
}
