package io.parley.codec;

import static io.parley.codec.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.Command;
import io.parley.protocol.Event;
import io.parley.protocol.Limits;
import io.parley.protocol.Outbound;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code data} of a message goes from the sender to the others unchanged, but for white space and escapes. */
class DataTest {

    private final CommandDecoder decoder = new CommandDecoder(new Limits(65536, 16000, 100));
    private final JsonEventEncoder encoder = new JsonEventEncoder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'a':{'b':[{},[],[[]]]},'c':[null,true,false]}",
                "'text'",
                "''",
                "true",
                "false",
                "0",
                "-0",
                "-0.0",
                "1.50",
                "1e5",
                "1E+05",
                "1e-999",
                "123456789012345678901234567890.123456789",
                "{'':1,'b':2,'a':3}",
                "{'a':1,'a':2}",
                "'\ud83d\ude00 \u007f\u2028 \u00e9'",
                "[{'type':'message','ref':'x'}]",
            })
    void compact_data_arrives_as_it_was_sent(String data) {
        assertThat(kept(json(data))).contains(json(data));
        assertThat(sent(json(data))).isEqualTo(json(data));
    }

    @ParameterizedTest
    @MethodSource
    void white_space_and_needless_escapes_go(String data, String compact) {
        assertThat(kept(json(data))).contains(json(compact));
        assertThat(sent(json(data))).isEqualTo(json(compact));
    }

    static Stream<Arguments> white_space_and_needless_escapes_go() {
        return Stream.of(
                arguments(" { 'a' : [ 1 ,\t2 ] ,\r\n'b' : ' x ' } ", "{'a':[1,2],'b':' x '}"),
                arguments("'\\u0041\\/\\u00e9'", "'A/\u00e9'"),
                arguments("'\\u000a\\u0001\\\\\\\"'", "'\\n\\u0001\\\\\\\"'"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4000, 4090, 4096, 5000, 60_000})
    void data_of_any_size_is_kept_whole(int chars) {
        String data = json("['" + "x".repeat(chars) + "',{'" + "y".repeat(chars / 10) + "':1}]");

        assertThat(kept(data)).contains(data);
        assertThat(sent(data)).isEqualTo(data);
    }

    private Optional<String> kept(String data) {
        Command command = decoder.decode(json("{'type':'message','text':'x','data':") + data + "}")
                .command();
        assertThat(command).isInstanceOf(Command.Message.class);
        return ((Command.Message) command).body().data();
    }

    private String sent(String data) {
        ChatMessage message = new ChatMessage(
                1, "k", User.principal("ann"), new Body("x", Optional.of(data)), Instant.ofEpochMilli(5));
        String text = encoder.encode(Outbound.of(new Event.Message(new RoomName("r"), message)))
                .text();
        String before = json("{'type':'message','room':'r','seq':1,'id':'k','from':'ann','text':'x','data':");
        String after = json(",'sentAt':5}");
        assertThat(text).startsWith(before).endsWith(after);
        return text.substring(before.length(), text.length() - after.length());
    }
}
