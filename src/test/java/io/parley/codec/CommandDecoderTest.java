package io.parley.codec;

import static io.parley.codec.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.protocol.Body;
import io.parley.protocol.Command;
import io.parley.protocol.Inbound;
import io.parley.protocol.Limits;
import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a well-formed request becomes. Faulty ones are in {@link FaultyRequestTest}. */
class CommandDecoderTest {

    private static final Optional<RoomName> LOBBY = Optional.of(new RoomName("lobby"));
    private static final Optional<RoomName> NO_ROOM = Optional.empty();
    private static final Optional<String> NO_KEY = Optional.empty();
    private static final OptionalInt NO_COUNT = OptionalInt.empty();
    private static final OptionalLong NO_SEQ = OptionalLong.empty();

    private final CommandDecoder decoder = new CommandDecoder(new Limits(65536, 10, 100));

    @ParameterizedTest
    @MethodSource
    void a_request_becomes_the_command_that_its_type_names(String text, Command command) {
        assertThat(decoder.decode(json(text))).isEqualTo(new Inbound(command, Optional.empty()));
    }

    static Stream<Arguments> a_request_becomes_the_command_that_its_type_names() {
        Position since = new Position("e1", 7);
        return Stream.of(
                arguments("{'type':'message','text':'Hello'}", new Command.Message(NO_ROOM, Body.of("Hello"), NO_KEY)),
                arguments(
                        "{'type':'message','room':'lobby','text':'Hi','id':'k1','data':{'a':[1,null]}}",
                        new Command.Message(
                                LOBBY, new Body("Hi", Optional.of(json("{'a':[1,null]}"))), Optional.of("k1"))),
                arguments(
                        "{'type':'join','room':'lobby'}",
                        new Command.Join(new RoomName("lobby"), Optional.empty(), NO_COUNT)),
                arguments(
                        "{'type':'join','room':'lobby','since':{'epoch':'e1','seq':7},'history':0}",
                        new Command.Join(new RoomName("lobby"), Optional.of(since), OptionalInt.of(0))),
                arguments("{'type':'leave'}", new Command.Leave(NO_ROOM)),
                arguments("{'type':'leave','room':'lobby'}", new Command.Leave(LOBBY)),
                arguments("{'type':'history'}", new Command.History(NO_ROOM, NO_SEQ, NO_SEQ, NO_COUNT)),
                arguments(
                        "{'type':'history','room':'lobby','before':9007199254740991,'limit':1}",
                        new Command.History(LOBBY, OptionalLong.of(9007199254740991L), NO_SEQ, OptionalInt.of(1))),
                arguments(
                        "{'type':'history','after':0,'limit':2147483647}",
                        new Command.History(NO_ROOM, NO_SEQ, OptionalLong.of(0), OptionalInt.of(Integer.MAX_VALUE))),
                arguments("{'type':'members'}", new Command.Members(NO_ROOM, NO_KEY, NO_COUNT)),
                arguments(
                        "{'type':'members','room':'lobby','after':'ann','limit':500}",
                        new Command.Members(LOBBY, Optional.of("ann"), OptionalInt.of(500))),
                arguments("{'type':'typing','active':true}", new Command.Typing(NO_ROOM, true)),
                arguments("{'type':'typing','room':'lobby','active':false}", new Command.Typing(LOBBY, false)),
                arguments("{'type':'refresh','token':'abc'}", new Command.Refresh("abc")),
                arguments("{'type':'ping'}", new Command.Ping()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ref':'r1','type':'ping'}",
                "{'type':'ping','ref':'r1'}",
                " \r\n\t{ 'type' : 'ping' , 'ref' : 'r1' } \n",
                "{'\\u0074ype':'p\\u0069ng','ref':'r1'}",
                "{'type':'ping','ref':'r1','text':5,'room':'no room','active':[],'id':''}",
                "{'type':'ping','ref':'r1','later':{'type':'x','ref':'r2','a':[{},[],1e9,true]},'since':7}",
                "{'type':'ping','ref':'r1','x':{'a':1,'a':2}}",
                "{'type':'ping','ref':'r1','Type':'x','REF':'y'}",
            })
    void order_white_space_escapes_and_unknown_members_change_nothing(String text) {
        assertThat(decoder.decode(json(text))).isEqualTo(new Inbound(new Command.Ping(), Optional.of("r1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'message','text':'x','room':null,'id':null,'data':null,'ref':null}",
                "{'type':'message','text':'x','since':null}",
            })
    void an_optional_member_that_is_null_is_absent(String text) {
        assertThat(decoder.decode(json(text)))
                .isEqualTo(new Inbound(new Command.Message(NO_ROOM, Body.of("x"), NO_KEY), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789", " ", "\u00e4\u20ac", "\ud83d\ude00", "<b>&</b>", "\u007f\u2028"})
    void text_is_kept_as_it_is_up_to_the_limit_in_utf16_units(String text) {
        assertThat(decoder.decode("{\"type\":\"message\",\"text\":\"" + text + "\"}")
                        .command())
                .isEqualTo(new Command.Message(NO_ROOM, Body.of(text), NO_KEY));
    }

    /** RFC 8259, section 7. */
    @Test
    void every_escape_of_a_string_is_read() {
        String text = json("{'type':'message','text':'\\\"\\\\\\/\\b\\f\\n\\r\\t\\uD83D\\uDE00'}");

        assertThat(decoder.decode(text).command())
                .isEqualTo(new Command.Message(NO_ROOM, Body.of("\"\\/\b\f\n\r\t\ud83d\ude00"), NO_KEY));
    }

    @Test
    void ref_and_id_may_have_64_characters() {
        String key = "k".repeat(64);

        assertThat(decoder.decode(json("{'type':'message','text':'x','id':'" + key + "','ref':'" + key + "'}")))
                .isEqualTo(new Inbound(new Command.Message(NO_ROOM, Body.of("x"), Optional.of(key)), Optional.of(key)));
    }

    @Test
    void a_request_is_read_the_same_wherever_the_parsers_buffer_ends() {
        String request = json("{'type':'message','text':'caf\\u00e9','data':[-12.5e-3,true,'\\n\u20ac'],'ref':'r1'}");
        Body body = new Body("caf\u00e9", Optional.of(json("[-12.5e-3,true,'\\n\u20ac']")));
        Inbound expected = new Inbound(new Command.Message(NO_ROOM, body, NO_KEY), Optional.of("r1"));

        for (int spaces = 4096 - request.length() - 1; spaces <= 4097; spaces++) {
            assertThat(decoder.decode(" ".repeat(spaces) + request)).isEqualTo(expected);
        }
    }

    @Test
    void no_text_is_turned_away_before_it_is_decoded() {
        assertThat(decoder.willDecode("")).isTrue();
    }
}
