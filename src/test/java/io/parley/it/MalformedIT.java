package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in is answered or ends its own connection, and nothing of it troubles the server. */
class MalformedIT extends Deployed {

    private static final int MAX_BYTES = 65_536;
    private static final int MAX_FAULTS = 60;
    private static final int MANY = 50_000;
    private static final int MIB = 1 << 20;

    private static ServerLog log;

    @BeforeAll
    static void beginToWatch() {
        log = new ServerLog();
    }

    @AfterAll
    static void the_server_was_not_troubled() {
        assertThat(log.trouble()).isEmpty();
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                arguments("no JSON", "hello", "not JSON: not expected near character 1"),
                arguments("half JSON", "{'type':'ping',", "not JSON: the text ends too early"),
                arguments("two values", "{'type':'ping'} {}", "more than one JSON value"),
                arguments("nothing", "", "not JSON: the text ends too early"),
                arguments("spaces", " ".repeat(60 * 1024), "not JSON: the text ends too early"),
                arguments("an array", "[{'type':'ping'}]", "not an object"),
                arguments("a string", "'ping'", "not an object"),
                arguments("a number", "13", "not an object"),
                arguments("null", "null", "not an object"),
                arguments("a duplicate member", "{'type':'ping','type':'ping'}", "duplicate member 'type'"),
                arguments("an escaped duplicate", "{'type':'ping','a':1,'\\u0061':1}", "duplicate member 'a'"),
                arguments("no type", "{'text':'x'}", "type is missing"),
                arguments("a type that is null", "{'type':null}", "type is missing"),
                arguments("a type that is a number", "{'type':5}", "type must be a string"),
                arguments("an unknown type", "{'type':'shout'}", "unknown type 'shout'"),
                arguments("an event's type", "{'type':'ack'}", "unknown type 'ack'"),
                arguments("a type in another case", "{'type':'Ping'}", "unknown type 'Ping'"),
                arguments("no text", "{'type':'message'}", "text is missing"),
                arguments("an empty text", "{'type':'message','text':''}", "text is empty"),
                arguments("a text that is a list", "{'type':'message','text':['x']}", "text must be a string"),
                arguments("a room that is a flag", "{'type':'leave','room':true}", "room must be a string"),
                arguments("a room that is none", "{'type':'join','room':'a b'}", "room: a room name has"),
                arguments("a ref that is a number", "{'type':'ping','ref':1}", "ref must be a string"),
                arguments("an id that is empty", "{'type':'message','text':'x','id':''}", "id is empty"),
                arguments("a since that is a list", "{'type':'join','room':'a','since':[]}", "since must be an object"),
                arguments("half a since", "{'type':'join','room':'a','since':{'epoch':'e'}}", "since.seq is missing"),
                arguments("a broken number", "{'type':'history','limit':1.5}", "limit must be a whole number"),
                arguments("a flag in words", "{'type':'typing','active':'yes'}", "active must be true or false"),
                arguments("a lone surrogate", "{'type':'message','text':'\\ud800'}", "text holds a lone surrogate"),
                arguments("in data", "{'type':'ping','data':{'\\udc00x':1}}", "data holds a lone surrogate"),
                arguments("a reversed pair", "{'type':'ping','x':'\\ude00\\ud83d'}", "x holds a lone surrogate"),
                arguments(
                        "a huge number",
                        "{'type':'history','limit':" + "9".repeat(10_000) + "}",
                        "limit holds a number"),
                arguments("in data", "{'type':'ping','data':[" + "9".repeat(10_000) + "]}", "data holds a number"),
                arguments("a huge exponent", "{'type':'ping','data':1e99999999}", "data holds a number"),
                arguments("deep data", "{'type':'ping','data':" + nested(30_000) + "}", "data is nested deeper"),
                arguments("deep, unknown", "{'type':'ping','x':" + nested(30_000) + "}", "x is nested deeper"),
                arguments("deep text", nested(30_000), "not an object"),
                arguments("unended data", "{'type':'ping','data':" + "[".repeat(MANY), "data is nested deeper"),
                arguments("unended, unknown", "{'type':'ping','x':" + "[".repeat(MANY), "x is nested deeper"),
                arguments("unended objects", "{'a':".repeat(MAX_BYTES / 5), "nested deeper"),
                arguments("unended text", "[".repeat(MANY), "not an object"),
                arguments("an unended string", "{'type':'message','text':'x", "not JSON: the text ends too early"),
                arguments("NUL alone", "\0", "not JSON: not expected near character 1"),
                arguments(
                        "NUL in a string",
                        "{'type':'message','text':'a\0b'}",
                        "not JSON: not expected near character 28"),
                arguments("NUL at the end", "{'type':'ping'}\0", ""));
    }

    private static String nested(int deep) {
        return "[".repeat(deep) + "]".repeat(deep);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void a_faulty_message_is_told_what_is_wrong_and_the_connection_lives_on(String what, String text, String words) {
        Client client = server.full();
        client.receivesConnected();

        client.sends(text);

        client.receivesError("bad_request", words.replace('\'', '"'));
        client.hasNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ref':'7','type':'shout'}",
                "{'type':'shout','ref':'7'}",
                "{'type':'message','text':5,'ref':'7'}",
                "{'type':'ping','type':'ping','ref':'7'}",
                "{'ref':'7','type':'ping'} {}",
                "{'ref':'7','type':",
                "{'type':'ping','data':[[[[[1e9999]]]]],'ref':'7'}",
                "{'type':'message','text':'\\ud800','ref':'7'}"
            })
    void a_faulty_message_with_a_readable_ref_is_answered_with_it(String text) {
        Client client = server.full();
        client.receivesConnected();

        client.sends(text).receives("{'type':'error','code':'bad_request','ref':'7'}");
    }

    @Test
    void an_escaped_nul_is_a_character_like_others() {
        Client client = server.member("nil", "nul");

        client.sends("{'type':'message','text':'a\\u0000b'}").receives("{'type':'message','text':'a\\u0000b'}");
    }

    @ParameterizedTest
    @CsvSource({"x, 65536, pong", "\u00fc, 65536, pong", "\ud83d\ude00, 65536, pong", "x, 65535, pong"})
    void a_message_of_at_most_64_KiB_is_taken(String filling, int bytes, String answer) {
        Client client = server.full();
        client.receivesConnected();

        client.sendsText(ping(filling, bytes)).receives("{'type':'" + answer + "'}");
    }

    @Test
    void a_text_may_be_too_large_in_a_message_that_is_not() {
        Client client = server.member("tall", "tall");
        String frame = "{'type':'message','text':''}";

        client.sends("{'type':'message','text':'" + "x".repeat(MAX_BYTES - frame.length()) + "'}");

        client.receivesError("too_large", "text");
        client.hasNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00fc", "\ud83d\ude00"})
    void a_message_of_one_byte_more_closes_with_1009(String filling) {
        Client client = server.full();
        client.receivesConnected();

        client.sendsText(ping(filling, MAX_BYTES + 1));

        JsonObject closing = client.receives("{'type':'closing','code':1009,'reconnect':false}");
        assertThat(closing.getString("reason")).contains("65536");
        assertThat(client.receivesClose().code()).isEqualTo(1009);
    }

    /** A ping that is filled up to a size. */
    private static String ping(String filling, int bytes) {
        String empty = "{\"type\":\"ping\",\"x\":\"\"}";
        int left = bytes - empty.length();
        int size = filling.getBytes(StandardCharsets.UTF_8).length;
        return empty.replace("\"\"}", '"' + filling.repeat(left / size) + "y".repeat(left % size) + "\"}");
    }

    @Test
    void a_frame_of_1_MiB_closes_with_1009() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            byte[] payload = new byte[MIB];
            Arrays.fill(payload, (byte) ' ');

            socket.sendsFrameAsFarAsTaken(true, RawSocket.TEXT, payload);

            assertThat(socket.readsClose().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void fragments_of_1_MiB_close_with_1009() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            byte[] payload = " ".repeat(MAX_BYTES / 4).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < MIB / payload.length; i++) {
                socket.sendsFrameAsFarAsTaken(false, i == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION, payload);
            }

            assertThat(socket.readsClose().closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES / 4, MAX_BYTES / 256})
    void fragments_close_with_1009_as_soon_as_there_is_a_byte_too_much(int size) {
        Client client = server.full();
        client.receivesConnected();
        for (int i = 0; i < MAX_BYTES / size; i++) {
            Client.await(client.socket().sendText(" ".repeat(size), false));
        }
        assertThat(client.pings("not yet").receivesPong()).isEqualTo("not yet");
        assertThat(client.heardSoFar()).isEmpty();

        Client.await(client.socket().sendText(" ", false));

        client.receives("{'type':'closing','code':1009,'reconnect':false}");
        assertThat(client.receivesClose().code()).isEqualTo(1009);
    }

    @Test
    void a_binary_message_closes_with_1003() {
        Client client = server.full();
        client.receivesConnected();

        Client.await(client.socket().sendBinary(StandardCharsets.UTF_8.encode("{\"type\":\"ping\"}"), true));

        client.receives("{'type':'closing','code':1003,'reconnect':false}");
        assertThat(client.receivesClose().code()).isEqualTo(1003);
    }

    @Test
    void text_that_is_not_utf_8_closes_with_1007() {
        for (int[] broken : List.of(new int[] {0xC3, 0x28}, new int[] {0xED, 0xA0, 0x80}, new int[] {0xFF})) {
            try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
                byte[] payload = new byte[broken.length];
                for (int i = 0; i < broken.length; i++) {
                    payload[i] = (byte) broken[i];
                }
                socket.sendsFrame(true, RawSocket.TEXT, payload);

                assertThat(socket.readsClose().closeCode()).isEqualTo(1007);
            }
        }
    }

    @Test
    void more_than_60_faults_in_a_minute_close_with_4400() {
        Client client = server.full();
        client.receivesConnected();
        for (int i = 0; i < MAX_FAULTS; i++) {
            client.sends("{'type':'shout','ref':'" + i + "'}").receives("{'type':'error','ref':'" + i + "'}");
        }
        client.hasNothingMore();

        client.sends("{'type':'shout'}").receivesError("bad_request");

        client.receives("{'type':'closing','code':4400,'reconnect':false}");
        assertThat(client.receivesClose().code()).isEqualTo(4400);
    }

    @Test
    void the_others_do_not_notice() {
        Client one = server.member("calm", "storm");
        Client two = server.member("wild", "storm");
        one.waitsFor("{'type':'presence','members':2}");
        Client.await(two.socket().sendBinary(StandardCharsets.UTF_8.encode("x"), true));
        two.receivesClose();

        one.says("storm", "still here");
    }
}
