package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in a room, and what was said there: the protocol document, sections 3 to 5. */
class RoomIT extends Deployed {

    private static final int MAX_PAGE = 200;
    private static final int MAX_PAGE_BYTES = 256 * 1024;
    private static final int ENVELOPE_BYTES = 1024;

    @Test
    void who_comes_and_goes_is_told_to_the_others() {
        Client ann = server.member("ann", "door");
        ann.receives("{'type':'presence','room':'door','joined':['ann'],'members':1}");

        Client bob = server.member("bob", "door");
        assertThat(ann.receives("{'type':'presence','joined':['bob'],'members':2}"))
                .doesNotContainKey("left");

        bob.sends("{'type':'leave','room':'door'}").receives("{'type':'left','room':'door','reason':'left'}");
        assertThat(ann.receives("{'type':'presence','left':['bob'],'members':1}"))
                .doesNotContainKey("joined");
    }

    @Test
    void who_closes_has_left() {
        Client ann = server.member("anna", "exit");
        ann.receives("{'type':'presence','joined':['anna']}");
        Client bob = server.member("bobby", "exit");
        ann.receives("{'type':'presence','joined':['bobby']}");

        bob.closes(1000);

        ann.receives("{'type':'presence','left':['bobby'],'members':1}");
    }

    @Test
    void a_user_with_two_connections_comes_and_goes_once() {
        Client ann = server.member("ada", "tabs");
        ann.receives("{'type':'presence','joined':['ada']}");
        Client first = server.full("bo");
        Client second = server.returning(first.receivesConnected().getString("guest"));
        second.receives("{'type':'connected','user':'bo'}");
        first.joins("tabs");
        ann.receives("{'type':'presence','joined':['bo'],'members':2}");
        assertThat(second.joins("tabs").getInt("members")).isEqualTo(2);

        first.sends("{'type':'leave','room':'tabs'}").receives("{'type':'left'}");
        ann.sends("{'type':'members','ref':'1'}").receives("{'type':'members','users':['ada','bo'],'count':2}");
        second.sends("{'type':'leave','room':'tabs'}").receives("{'type':'left'}");

        ann.receives("{'type':'presence','left':['bo'],'members':1}");
    }

    @Test
    void after_leaving_nothing_of_the_room_comes() {
        Client ann = server.member("amy", "gone");
        Client bob = server.member("ben", "gone");
        bob.receives("{'type':'presence'}");
        ann.sends("{'type':'leave','room':'gone'}").receives("{'type':'left'}");
        bob.waitsFor("{'type':'presence','left':['amy']}");

        bob.says("gone", "alone");
        bob.sends("{'type':'typing','active':true,'ref':'1'}").receives("{'type':'ok'}");

        assertThat(ann.heard()).isEmpty();
        assertThat(ann.joins("gone").getJsonArray("messages")).hasSize(1);
    }

    @Test
    void typing_is_told_to_the_other_members_only() {
        Client ann = server.full("ali");
        Client tab = server.returning(ann.receivesConnected().getString("guest"));
        tab.receivesConnected();
        ann.joins("keys");
        tab.joins("keys");
        Client bob = server.member("bill", "keys");

        ann.sends("{'type':'typing','active':true,'ref':'1'}").receives("{'type':'ok','ref':'1'}");
        bob.receives("{'type':'typing','room':'keys','from':'ali','active':true}");
        ann.sends("{'type':'typing','active':false,'ref':'2'}").receives("{'type':'ok','ref':'2'}");
        bob.receives("{'type':'typing','room':'keys','from':'ali','active':false}");

        assertThat(ann.heardTypes()).doesNotContain("typing");
        assertThat(tab.heardTypes()).doesNotContain("typing");
        assertThat(bob.joins("other").getInt("seq")).as("typing is not stored").isZero();
    }

    @Test
    void members_come_in_pages() {
        Client ann = server.member("m-ann", "pages");
        for (String name : List.of("m-eve", "m-dan", "m-cid", "m-bob")) {
            server.member(name, "pages");
        }

        ann.sends("{'type':'members','limit':2}");
        ann.receives("{'type':'members','room':'pages','users':['m-ann','m-bob'],'count':5,'more':true}");
        ann.sends("{'type':'members','limit':2,'after':'m-bob'}");
        ann.receives("{'type':'members','users':['m-cid','m-dan'],'count':5,'more':true}");
        ann.sends("{'type':'members','limit':2,'after':'m-dan'}");
        ann.receives("{'type':'members','users':['m-eve'],'count':5,'more':false}");
        ann.sends("{'type':'members','after':'m-c'}");
        ann.receives("{'type':'members','users':['m-cid','m-dan','m-eve'],'count':5,'more':false}");
        ann.sends("{'type':'members','limit':0}").receivesError("bad_request", "limit");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, 9, false",
        "'limit':3, 7, 9, true",
        "'limit':9, 1, 9, false",
        "'before':4, 1, 3, false",
        "'before':8|'limit':2, 6, 7, true",
        "'before':3|'limit':2, 1, 2, false",
        "'before':100, 1, 9, false",
        "'after':0|'limit':4, 1, 4, true",
        "'after':6, 7, 9, false",
        "'after':5|'limit':4, 6, 9, false",
        "'after':9, 10, 9, false",
        "'before':1, 1, 0, false"
    })
    void history_comes_in_pages_oldest_first(String asked, long first, long last, boolean more) {
        String room = "history-" + Integer.toHexString(asked.hashCode());
        Client ann = server.member(room);
        LongStream.rangeClosed(1, 9).forEach(seq -> ann.says(room, "number " + seq));

        ann.sends("{'type':'history'" + (asked.isEmpty() ? "" : ",") + asked.replace('|', ',') + "}");
        JsonObject page = ann.receives("{'type':'history','room':'" + room + "','more':" + more + "}");

        assertThat(page.getJsonArray("messages").getValuesAs(JsonObject.class))
                .extracting(message -> message.getJsonNumber("seq").longValue() + " " + message.getString("text"))
                .isEqualTo(LongStream.rangeClosed(first, last)
                        .mapToObj(seq -> seq + " number " + seq)
                        .toList());
    }

    @Test
    void history_is_asked_for_in_one_direction() {
        Client ann = server.member("asker", "directions");

        ann.sends("{'type':'history','before':3,'after':1}").receivesError("bad_request", "before", "after");
        ann.sends("{'type':'history','before':-1}").receivesError("bad_request", "before");
        ann.sends("{'type':'history','limit':0}").receivesError("bad_request", "limit");
    }

    @Test
    void joined_brings_the_newest_messages_as_many_as_asked_for() {
        Client ann = server.member("teller", "newest");
        for (String text : List.of("a", "b", "c")) {
            ann.says("newest", text);
        }
        Client bob = server.full("late");
        bob.receivesConnected();

        bob.sends("{'type':'join','room':'newest','history':2}");
        JsonObject joined = bob.receives("{'type':'joined','room':'newest','seq':3,'members':2}");

        assertThat(texts(joined)).containsExactly("b", "c");
        assertThat(joined.getJsonArray("messages").getJsonObject(0))
                .containsKeys("seq", "id", "from", "guest", "text", "sentAt")
                .doesNotContainKeys("type", "room");
        bob.sends("{'type':'leave'}").receives("{'type':'left'}");
        bob.sends("{'type':'join','room':'newest','history':0}");
        assertThat(texts(bob.receives("{'type':'joined','seq':3}"))).isEmpty();
    }

    @Test
    void a_page_has_at_most_200_messages() {
        try (Client bob = server.member("long-ago")) {
            for (int i = 0; i < MAX_PAGE / 2; i++) {
                bob.says("long-ago", "number " + i);
            }
        }
        Client ann = server.member("long-ago");
        for (int i = MAX_PAGE / 2; i <= MAX_PAGE; i++) {
            ann.says("long-ago", "number " + i);
        }

        ann.sends("{'type':'history','limit':1000}");
        assertThat(texts(ann.receives("{'type':'history','more':true}")))
                .hasSize(MAX_PAGE)
                .endsWith("number " + MAX_PAGE);
        ann.sends("{'type':'leave'}").receives("{'type':'left'}");
        ann.sends("{'type':'join','room':'long-ago','history':1000}");
        assertThat(texts(ann.receives("{'type':'joined'}"))).hasSize(MAX_PAGE).endsWith("number " + MAX_PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\\u0001", "\u00fc", "\ud83d\ude00"})
    void a_page_takes_at_most_a_quarter_of_what_an_outbox_holds(String filling) {
        String room = "heavy-" + Integer.toHexString(filling.hashCode());
        Client ann = server.member(room);
        String text = filling.repeat(7_500);
        for (int i = 0; i < 15; i++) {
            ann.sends("{'type':'message','text':'" + text + "','ref':'1'}").waitsFor("{'type':'ack'}");
        }

        ann.sends("{'type':'leave'}").receives("{'type':'left'}");
        JsonObject joined = ann.joins(room);

        int sizeBytes = joined.toString().getBytes(StandardCharsets.UTF_8).length;
        int each = sizeBytes / joined.getJsonArray("messages").size();
        assertThat(sizeBytes).isLessThan(MAX_PAGE_BYTES + ENVELOPE_BYTES);
        assertThat(joined.getJsonArray("messages")).hasSize(Math.min(15, MAX_PAGE_BYTES / each));
    }

    private static List<String> texts(JsonObject page) {
        return page.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> message.getJsonString("text"))
                .map(JsonString::getString)
                .toList();
    }
}
