package io.parley.codec;

import static io.parley.codec.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.protocol.Command;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Inbound;
import io.parley.protocol.Limits;
import io.parley.protocol.Utf8;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each faulty request names what is wrong with it, and is answered under its ref where that can be read. */
class FaultyRequestTest {

    private static final String ROOM_RULE = "room: a room name has 1 to 128 of A-Z a-z 0-9 . _ ~ @ -";
    private static final String SEQ_RULE = " must be a whole number from 0 to 9007199254740991";
    private static final String LIMIT_RULE = "limit must be a whole number from 1 to 2147483647";

    private final CommandDecoder decoder = new CommandDecoder(new Limits(65536, 10, 100));

    @ParameterizedTest
    @MethodSource
    void a_missing_or_wrong_member_is_named(String text, String message) {
        assertThat(decoder.decode(json(text))).isEqualTo(badRequest(message, Optional.empty()));
    }

    static Stream<Arguments> a_missing_or_wrong_member_is_named() {
        return Stream.of(
                arguments("{}", "type is missing"),
                arguments("{'type':null}", "type is missing"),
                arguments("{'type':1}", "type must be a string"),
                arguments("{'type':'foo'}", "unknown type \"foo\""),
                arguments("{'type':'Ping'}", "unknown type \"Ping\""),
                arguments("{'type':''}", "unknown type \"\""),
                arguments("{'type':'message'}", "text is missing"),
                arguments("{'type':'message','text':null}", "text is missing"),
                arguments("{'type':'message','text':''}", "text is empty"),
                arguments("{'type':'message','text':['x']}", "text must be a string"),
                arguments("{'type':'message','text':'x','room':7}", "room must be a string"),
                arguments("{'type':'message','text':'x','room':'a b'}", ROOM_RULE),
                arguments("{'type':'message','text':'x','room':''}", ROOM_RULE),
                arguments("{'type':'message','text':'x','id':true}", "id must be a string"),
                arguments("{'type':'message','text':'x','id':''}", "id is empty"),
                arguments(
                        "{'type':'message','text':'x','id':'" + "k".repeat(65) + "'}",
                        "id has 65 characters, at most 64"),
                arguments("{'type':'ping','ref':5}", "ref must be a string"),
                arguments("{'type':'ping','ref':{}}", "ref must be a string"),
                arguments("{'type':'ping','ref':''}", "ref is empty"),
                arguments("{'type':'ping','ref':'" + "k".repeat(65) + "'}", "ref has 65 characters, at most 64"),
                arguments("{'type':'join'}", "room is missing"),
                arguments("{'type':'join','room':'a','since':5}", "since must be an object"),
                arguments("{'type':'join','room':'a','since':['e',5]}", "since must be an object"),
                arguments("{'type':'join','room':'a','since':{'seq':5}}", "since.epoch is missing"),
                arguments("{'type':'join','room':'a','since':{'epoch':'e'}}", "since.seq is missing"),
                arguments("{'type':'join','room':'a','since':{'epoch':1,'seq':5}}", "since.epoch must be a string"),
                arguments("{'type':'join','room':'a','since':{'epoch':'e','seq':-1}}", "since.seq" + SEQ_RULE),
                arguments("{'type':'join','room':'a','since':{'epoch':'e','seq':'5'}}", "since.seq" + SEQ_RULE),
                arguments(
                        "{'type':'join','room':'a','history':-1}",
                        "history must be a whole number from 0 to 2147483647"),
                arguments("{'type':'history','before':1,'after':2}", "before and after: only one of them"),
                arguments("{'type':'history','before':9007199254740992}", "before" + SEQ_RULE),
                arguments("{'type':'history','after':1.5}", "after" + SEQ_RULE),
                arguments("{'type':'history','after':1e2}", "after" + SEQ_RULE),
                arguments("{'type':'history','after':99999999999999999999999999}", "after" + SEQ_RULE),
                arguments("{'type':'history','limit':0}", LIMIT_RULE),
                arguments("{'type':'members','limit':2147483648}", LIMIT_RULE),
                arguments("{'type':'members','after':7}", "after must be a string"),
                arguments("{'type':'typing'}", "active is missing"),
                arguments("{'type':'typing','active':null}", "active is missing"),
                arguments("{'type':'typing','active':'yes'}", "active must be true or false"),
                arguments("{'type':'refresh'}", "token is missing"),
                arguments("{'type':'refresh','token':''}", "token is empty"));
    }

    @Test
    void a_text_over_the_limit_is_too_large() {
        assertThat(decoder.decode(json("{'type':'message','text':'01234567890','ref':'r1'}")))
                .isEqualTo(new Inbound(
                        new Command.Faulty(ErrorCode.TOO_LARGE, "text has 11 characters, at most 10"),
                        Optional.of("r1")));
    }

    /** RFC 8259, section 4. */
    @ParameterizedTest
    @MethodSource
    void a_duplicate_member_is_named(String text, String name) {
        assertThat(decoder.decode(json(text)))
                .isEqualTo(badRequest("duplicate member \"" + name + "\"", Optional.empty()));
    }

    static Stream<Arguments> a_duplicate_member_is_named() {
        return Stream.of(
                arguments("{'type':'message','text':'a','text':'b'}", "text"),
                arguments("{'type':'message','text':'a','te\\u0078t':'a'}", "text"),
                arguments("{'type':'ping','type':null}", "type"),
                arguments("{'type':null,'type':'ping'}", "type"),
                arguments("{'type':'message','text':'a','data':1,'data':[2]}", "data"),
                arguments("{'type':'ping','unknown':1,'unknown':2}", "unknown"),
                arguments("{'type':'ping','':1,'':2}", ""),
                arguments("{'type':'join','room':'a','since':{'seq':1,'seq':1,'epoch':'e'}}", "since.seq"),
                arguments("{'type':'ping','since':{'x':1,'x':1}}", "since.x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'foo','ref':'r1'}",
                "{'ref':'r1','type':'message','text':5}",
                "{'text':'a','text':'b','ref':'r1'}",
                "{'ref':'r1','ref':'r2','type':'ping'}",
                "{'data':'\\ud800','ref':'r1'}",
                "{'ref':'r1','type':'ping'",
                "{'ref':'r1', never JSON",
                "{'ref':'r1','type':'ping'} {}",
                "{'ref':'r1','type':'ping','text':'never ends",
            })
    void a_fault_carries_the_ref_wherever_it_could_be_read(String text) {
        Inbound inbound = decoder.decode(json(text));

        assertThat(inbound.command()).isInstanceOf(Command.Faulty.class);
        assertThat(inbound.ref()).contains("r1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'foo','ref':''}",
                "{'type':'foo','ref':5}",
                "{'type':'foo','ref':'\\udc00'}",
                "{'type':'foo','since':{'ref':'r1'}}",
                "[{'ref':'r1'}]",
                "{never JSON,'ref':'r1'}",
                "{'type':'foo','ref':'r1",
            })
    void a_fault_carries_no_ref_that_is_none(String text) {
        Inbound inbound = decoder.decode(json(text));

        assertThat(inbound.command()).isInstanceOf(Command.Faulty.class);
        assertThat(inbound.ref()).isEmpty();
    }

    @Test
    void a_fault_carries_a_ref_of_up_to_64_characters() {
        String longest = "k".repeat(64);

        assertThat(decoder.decode(json("{'type':'foo','ref':'" + longest + "'}"))
                        .ref())
                .contains(longest);
        assertThat(decoder.decode(json("{'type':'foo','ref':'" + longest + "k'}"))
                        .ref())
                .isEmpty();
    }

    @Test
    void the_first_flaw_in_the_text_is_the_one_that_is_named() {
        String deep = "[".repeat(64) + "]".repeat(64);

        assertThat(decoder.decode(json("{'a':" + deep + ",'a':'\\ud800', never JSON")))
                .isEqualTo(badRequest("a is nested deeper than 64 levels", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void what_a_peer_sent_is_shown_shortened_and_printable(String type, String shown) {
        Inbound inbound = decoder.decode(json("{'type':'" + type + "'}"));

        assertThat(inbound).isEqualTo(badRequest("unknown type \"" + shown + "\"", Optional.empty()));
        assertThat(((Command.Faulty) inbound.command()).message()).matches(Utf8::isWellFormed);
    }

    static Stream<Arguments> what_a_peer_sent_is_shown_shortened_and_printable() {
        String face = "\ud83d\ude00";
        return Stream.of(
                arguments("x".repeat(40), "x".repeat(40)),
                arguments("x".repeat(41), "x".repeat(40) + "..."),
                arguments("x".repeat(60000), "x".repeat(40) + "..."),
                arguments("x".repeat(39) + face + "x", "x".repeat(39) + "..."),
                arguments("x".repeat(38) + face + "x", "x".repeat(38) + face + "..."),
                arguments("a\\u0000b\\nc\\u2028d\\u202ee", "a?b?c?d?e"));
    }

    @Test
    void a_member_whose_name_is_not_a_plain_word_is_named_in_quotes() {
        assertThat(decoder.decode(json("{'two words':'\\ud800'}")))
                .isEqualTo(badRequest("\"two words\" holds a lone surrogate", Optional.empty()));
    }

    private static Inbound badRequest(String message, Optional<String> ref) {
        return new Inbound(new Command.Faulty(ErrorCode.BAD_REQUEST, message), ref);
    }
}
