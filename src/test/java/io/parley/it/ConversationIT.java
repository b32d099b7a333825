package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes, answers, and which room a command means: the protocol document, sections 1 to 4. */
class ConversationIT extends Deployed {

    private static final int MAX_ROOMS = 100;
    private static final int MAX_TEXT_CHARS = 16_000;

    @Test
    void in_plain_mode_presence_and_typing_are_not_told() {
        Client plain = server.plain();
        plain.receivesConnected();
        Client full = server.member("fay", "lobby");
        full.receives("{'type':'presence'}");
        full.sends("{'type':'typing','active':true,'ref':'1'}").receives("{'type':'ok','ref':'1'}");
        full.says("lobby", "hello");
        full.sends("{'type':'leave','room':'lobby'}").receives("{'type':'left'}");

        assertThat(plain.heardTypes()).containsExactly("message");
    }

    @Test
    void in_plain_mode_all_commands_work() {
        Client plain = server.plain();
        plain.receivesConnected();

        plain.sends("{'type':'join','room':'plain','ref':'1'}").receives("{'type':'joined','room':'plain','ref':'1'}");
        plain.says("plain", "hello");
        plain.sends("{'type':'history','room':'plain','ref':'2'}")
                .receives("{'type':'history','ref':'2','more':false}");
        plain.sends("{'type':'members','room':'plain','ref':'3'}").receives("{'type':'members','ref':'3','count':1}");
        plain.sends("{'type':'typing','room':'plain','active':true,'ref':'4'}").receives("{'type':'ok','ref':'4'}");
        plain.sends("{'type':'leave','room':'plain','ref':'5'}").receives("{'type':'left','ref':'5'}");
        plain.says("lobby", "still here");
    }

    @Test
    void in_plain_mode_the_room_of_the_path_is_joined_instead_of_the_lobby() {
        Client plain = server.client("chat/den");
        plain.receivesConnected();
        plain.sends("{'type':'message','text':'hello'}");
        plain.receives("{'type':'message','room':'den','text':'hello'}");

        plain.sends("{'type':'message','room':'lobby','text':'hello'}");
        plain.receivesError("not_joined", "lobby");
    }

    @Test
    void in_full_mode_nothing_is_joined_until_the_client_says_so() {
        Client full = server.full("fred");
        full.receivesConnected();

        full.sends("{'type':'message','text':'hello'}").receivesError("not_joined");
        full.hasNothingMore();
    }

    @Test
    void in_full_mode_the_room_of_the_path_is_joined_first() {
        server.member("gus", "cave").says("cave", "echo");

        Client full = server.client("chat/cave", Server.FULL);
        assertThat(full.next())
                .containsKey("guest")
                .containsEntry("type", Client.json("{'a':'connected'}").get("a"));
        JsonObject joined = full.next();

        assertThat(joined.getString("type")).isEqualTo("joined");
        assertThat(joined.getString("room")).isEqualTo("cave");
        assertThat(joined).doesNotContainKeys("recovered", "ref");
        assertThat(joined.getJsonArray("messages").getJsonObject(0).getString("text"))
                .isEqualTo("echo");
    }

    @Test
    void an_escaped_room_of_the_path_is_decoded() {
        Client full = server.client("chat/%63ellar", Server.FULL);
        full.receivesConnected();

        full.receives("{'type':'joined','room':'cellar'}");
    }

    @Test
    void connected_tells_the_terms() {
        server.full("hal")
                .receives("{'type':'connected','user':'hal','protocol':'parley.v1',"
                        + "'keepAlive':{'pingMs':25000,'timeoutMs':10000},"
                        + "'limits':{'messageBytes':65536,'textChars':16000,'rooms':100},"
                        + "'reconnect':{'minMs':500,'maxMs':30000}}");
    }

    @ParameterizedTest
    @CsvSource({
        "parley.v1, parley.v1",
        "parley.guest.abc parley.v1, parley.v1",
        "soap parley.v1 parley.guest.abc, parley.v1",
        "parley.guest.abc, ''",
        "soap, ''"
    })
    void of_the_subprotocols_only_parleys_own_is_selected(String offered, String selected) {
        Client client = server.client("chat", offered.split(" "));
        client.receivesConnected();

        assertThat(client.socket().getSubprotocol()).isEqualTo(selected);
    }

    @Test
    void each_answer_carries_the_ref() {
        Client client = server.full("ivy");
        client.receivesConnected();

        client.sends("{'type':'join','room':'refs','ref':'a'}").receives("{'type':'joined','ref':'a'}");
        client.sends("{'type':'message','text':'x','ref':'b'}").receives("{'type':'message'}");
        client.receives("{'type':'ack','ref':'b'}");
        client.sends("{'type':'history','ref':'c'}").receives("{'type':'history','ref':'c'}");
        client.sends("{'type':'members','ref':'d'}").receives("{'type':'members','ref':'d'}");
        client.sends("{'type':'typing','active':true,'ref':'e'}").receives("{'type':'ok','ref':'e'}");
        client.sends("{'type':'ping','ref':'f'}").receives("{'type':'pong','ref':'f'}");
        client.sends("{'type':'join','room':'refs','ref':'g'}").receives("{'type':'error','ref':'g'}");
        client.sends("{'type':'leave','room':'refs','ref':'h'}").receives("{'type':'left','ref':'h','reason':'left'}");
        client.sends("{'type':'message','text':'x','ref':'i'}").receives("{'type':'error','ref':'i'}");
    }

    @Test
    void without_a_ref_message_and_typing_are_answered_only_when_they_fail() {
        Client client = server.member("jim", "quiet");
        client.receives("{'type':'presence'}");
        client.sends("{'type':'message','text':'x'}").receives("{'type':'message'}");
        client.sends("{'type':'typing','active':true}");
        assertThat(client.heard()).isEmpty();

        client.sends("{'type':'typing','room':'elsewhere','active':true}").receivesError("not_joined");
    }

    @Test
    void without_a_ref_all_other_commands_are_answered_without_one() {
        Client client = server.full("kay");
        client.receivesConnected();

        assertThat(client.joins("answers")).doesNotContainKey("ref");
        for (String type : new String[] {"history", "members", "pong", "left"}) {
            String command = type.equals("pong") ? "ping" : type.equals("left") ? "leave" : type;
            client.sends("{'type':'" + command + "','room':'answers'}");
            assertThat(client.receives("{'type':'" + type + "'}")).doesNotContainKey("ref");
        }
    }

    @Test
    void commands_that_do_not_wait_for_answers_are_carried_out_in_order() {
        Client client = server.full();
        client.receivesConnected();

        client.sends("{'type':'join','room':'hasty','ref':'1'}")
                .sends("{'type':'message','text':'x','ref':'2'}")
                .sends("{'type':'history','ref':'3'}")
                .sends("{'type':'leave','ref':'4'}")
                .sends("{'type':'message','text':'x','ref':'5'}");

        client.receives("{'type':'joined','ref':'1','seq':0}");
        client.receives("{'type':'message','seq':1}");
        client.receives("{'type':'ack','ref':'2','seq':1}");
        assertThat(client.receives("{'type':'history','ref':'3'}").getJsonArray("messages"))
                .hasSize(1);
        client.receives("{'type':'left','ref':'4'}");
        client.receives("{'type':'error','ref':'5','code':'not_joined'}");
    }

    @Test
    void a_ref_has_at_most_64_characters() {
        Client client = server.full("lou");
        client.receivesConnected();

        String longest = "r".repeat(64);
        client.sends("{'type':'ping','ref':'" + longest + "'}").receives("{'type':'pong','ref':'" + longest + "'}");
        client.sends("{'type':'ping','ref':'" + longest + "r'}");
        assertThat(client.receivesError("bad_request", "ref")).doesNotContainKey("ref");
    }

    @Test
    void an_ack_tells_what_was_stored_and_directly_follows_the_own_copy() {
        Client client = server.member("mia", "acks");

        client.sends("{'type':'message','text':'x','id':'mine','ref':'1'}");
        JsonObject own = client.receives("{'type':'message','id':'mine','seq':1}");
        JsonObject ack = client.next();

        assertThat(ack.getString("type")).isEqualTo("ack");
        assertThat(ack).doesNotContainKey("duplicate");
        for (String member : new String[] {"room", "seq", "id", "sentAt"}) {
            assertThat(ack.get(member)).as(member).isEqualTo(own.get(member));
        }
    }

    @Test
    void data_travels_as_it_was_written() {
        Client one = server.member("ned", "data");
        Client two = server.member("oda", "data");
        String data = "{'a':[1.50,-0,1e3,12345678901234567890,null,true],'':{'text':'\\u00fc \\ud83d\\ude00'}}";

        one.sends("{'type':'message','text':'x','data':" + data + "}");

        two.receives("{'type':'message','text':'x','data':" + data + "}");
        one.receives("{'type':'message','text':'x'}");
        one.sends("{'type':'history'}");
        JsonObject stored =
                one.receives("{'type':'history'}").getJsonArray("messages").getJsonObject(0);
        assertThat(stored.getJsonObject("data")).hasToString(Client.json(data).toString());
    }

    @Test
    void the_room_may_be_left_out_in_exactly_one() {
        Client client = server.member("pam", "first");
        client.sends("{'type':'message','text':'x'}").receives("{'type':'message','room':'first'}");

        client.joins("second");
        client.sends("{'type':'message','text':'x','ref':'1'}").receivesError("bad_request", "room");
        client.says("second", "x");
        client.says("first", "y");

        client.sends("{'type':'leave','room':'first'}").receives("{'type':'left','room':'first'}");
        client.sends("{'type':'message','text':'x'}").receives("{'type':'message','room':'second'}");
    }

    @Test
    void two_rooms_on_one_connection_are_apart() {
        Client both = server.member("quin", "red");
        both.joins("blue");
        Client red = server.member("rob", "red");
        Client blue = server.member("sue", "blue");

        red.says("red", "from red");
        blue.says("blue", "from blue");

        both.receives("{'type':'message','room':'red','seq':1,'text':'from red'}");
        both.receives("{'type':'message','room':'blue','seq':1,'text':'from blue'}");
        red.hasNothingMore();
        blue.hasNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'message','text':'x'",
                "'type':'leave'",
                "'type':'history'",
                "'type':'members'",
                "'type':'typing','active':true"
            })
    void a_command_for_a_room_that_is_not_joined_is_refused(String command) {
        Client client = server.member("joined");

        client.sends("{" + command + ",'room':'other','ref':'1'}")
                .receives("{'type':'error','ref':'1','code':'not_joined'}");
    }

    @Test
    void room_names_are_case_sensitive() {
        Client client = server.member("ute", "Case");

        client.sends("{'type':'message','room':'case','text':'x'}").receivesError("not_joined");
        client.joins("case");
    }

    @Test
    void joining_a_room_twice_changes_nothing() {
        Client client = server.member("val", "twice");

        client.sends("{'type':'join','room':'twice'}").receivesError("already_joined");

        client.says("twice", "heard once");
        client.hasNothingMore();
        client.sends("{'type':'leave'}").receives("{'type':'left','room':'twice'}");
        client.sends("{'type':'leave','room':'twice'}").receivesError("not_joined");
    }

    @Test
    void a_connection_is_in_at_most_100_rooms() {
        Client client = server.full("wim");
        client.receivesConnected();
        IntStream.range(0, MAX_ROOMS).forEach(i -> client.joins("of-many-" + i));

        client.sends("{'type':'join','room':'one-more'}").receivesError("too_many_rooms", "100");

        client.sends("{'type':'leave','room':'of-many-7'}").receives("{'type':'left'}");
        client.joins("one-more");
    }

    @Test
    void a_refresh_is_refused_where_there_is_no_credential() {
        Client client = server.full("xia");
        client.receivesConnected();

        client.sends("{'type':'refresh','token':'t','ref':'1'}")
                .receives("{'type':'error','ref':'1','code':'bad_request'}");
    }

    @Test
    void a_text_has_at_most_16_000_characters() {
        Client client = server.member("yul", "long");
        String longest = "x".repeat(MAX_TEXT_CHARS);

        client.says("long", longest);
        client.sends("{'type':'message','text':'" + longest + "x','ref':'1'}");
        client.receives("{'type':'error','ref':'1','code':'too_large'}");
        client.hasNothingMore();
    }
}
