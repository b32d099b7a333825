package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.app.Witness;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that embeds Parley: it publishes in rooms, looks at them, and observes what happens in them. */
@ExtendWith(ArquillianExtension.class)
class EmbeddingIT {

    @ArquillianResource
    private URI deployed;

    private Server server;
    private Desk desk;

    @Deployment(testable = false)
    static WebArchive application() {
        WebArchive application = Archives.configured().addPackage(Witness.class.getPackage());
        // The application takes requests with a body; Parley's own WAR does not
        application.delete("WEB-INF/undertow-handlers.conf");
        return application;
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
        desk = new Desk(server);
    }

    @Test
    void what_the_application_publishes_reaches_the_members_in_order() {
        try (Client ann = member("ann", "order")) {
            assertThat(desk.publishes("order", "text", "closing soon")).isEqualTo("seq 1");
            ann.sends("{'type':'message','text':'already?'}");
            JsonObject fromSystem =
                    ann.receives("{'type':'message','room':'order','seq':1,'from':'system','text':'closing soon'}");
            JsonObject fromAnn = ann.receives("{'type':'message','seq':2,'from':'ann','guest':true}");
            assertThat(desk.publishes("order", "text", "yes", "from", "duke", "data", " { \"at\" : [ 18 , 0.50 ] } "))
                    .isEqualTo("seq 3");
            JsonObject fromUser = ann.receives(
                    "{'type':'message','seq':3,'from':'duke','text':'yes','data':{'at':[18,0.50]},'room':'order'}");

            assertThat(fromSystem).doesNotContainKey("guest");
            assertThat(fromUser).doesNotContainKey("guest");
            assertThat(List.of(fromSystem, fromAnn, fromUser))
                    .extracting(message -> message.getString("id"))
                    .doesNotHaveDuplicates();
            ann.hasNothingMore();
        }
    }

    @Test
    void the_application_is_told_how_it_goes_with_the_log() {
        long before = desk.answered();

        desk.publishes("counted", "text", "once", "key", "counted");
        desk.publishes("counted", "text", "once", "key", "counted");

        assertThat(desk.answered() - before)
                .as("stored, and found under its key")
                .isEqualTo(2);
    }

    @Test
    void the_application_exports_a_room_and_erases_what_a_user_said() {
        desk.publishes("erased", "from", "dan", "text", "secret");
        desk.publishes("erased", "from", "eve", "text", "stays");
        assertThat(desk.exports("erased").lines()).hasSize(2);
        assertThat(desk.exports("erased")).contains("\"secret\"", "\"stays\"");

        assertThat(desk.erases("dan")).isEqualTo(1);

        assertThat(desk.exports("erased").lines()).hasSize(2);
        assertThat(desk.exports("erased"))
                .contains("\"erased\":true", "\"stays\"")
                .doesNotContain("secret");
    }

    @Test
    void what_is_published_where_nobody_is_waits_in_the_log() {
        assertThat(desk.publishes("empty", "text", "first")).isEqualTo("seq 1");

        try (Client cid = server.full("cid")) {
            cid.receivesConnected();
            JsonObject joined = cid.joins("empty");
            assertThat(joined.getJsonArray("messages"))
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.asJsonObject().getString("text")).isEqualTo("first"));
        }
    }

    @Test
    void the_application_is_held_to_the_limits_and_told_what_is_wrong() {
        String[][] table = {
            {"text", "", "text"},
            {"text", "x".repeat(16_001), "text", "16000"},
            {"text", "x", "data", "{\"never\":", "data"},
            {"text", "x", "data", "{} {}", "data"},
            {"text", "x", "data", "", "data"},
            {"text", "x", "key", "", "key"},
            {"text", "x", "key", "k".repeat(65), "key", "64"},
            {"text", "x", "from", "", "name"},
            {"text", "x", "from", "n".repeat(513), "name", "512"},
        };
        for (String[] row : table) {
            int named = row.length % 2 == 0 ? row.length - 2 : row.length - 1;
            String[] parameters = List.of(row).subList(0, named).toArray(String[]::new);
            String[] names = List.of(row).subList(named, row.length).toArray(String[]::new);

            assertThat(desk.publishes("limits", parameters))
                    .as(String.join(" ", parameters))
                    .startsWith("IllegalArgumentException: ")
                    .contains(names);
        }
        assertThat(desk.publishes("limits", "text", "x".repeat(16_000), "key", "k".repeat(64)))
                .as("nothing of all that was stored")
                .isEqualTo("seq 1");
    }

    @Test
    void data_over_the_limit_of_a_message_is_refused() {
        String largest = '"' + "d".repeat(65_534) + '"';

        assertThat(desk.publishes("desk-data", "text", "x", "data", largest + " "))
                .isEqualTo("seq 1");
        assertThat(desk.publishes("desk-data", "text", "x", "data", largest.replaceFirst("d", "ä")))
                .startsWith("IllegalArgumentException: ")
                .contains("data", "65536");
    }

    @Test
    void the_same_key_of_the_same_user_is_published_once() {
        try (Client dora = member("dora", "desk-keys")) {
            assertThat(desk.publishes("desk-keys", "text", "order 7", "key", "7"))
                    .isEqualTo("seq 1");
            assertThat(desk.publishes("desk-keys", "text", "order 7 again", "key", "7"))
                    .isEqualTo("seq 1 duplicate");
            assertThat(desk.publishes("desk-keys", "text", "mine", "key", "7", "from", "duke"))
                    .isEqualTo("seq 2");

            dora.receives("{'type':'message','seq':1,'id':'7','from':'system','text':'order 7'}");
            dora.receives("{'type':'message','seq':2,'id':'7','from':'duke','text':'mine'}");
            dora.hasNothingMore();
        }
    }

    @Test
    void a_room_is_found_while_it_is_alive_and_tells_who_is_there() {
        assertThat(desk.looksUp("found")).isEqualTo("no such room");

        try (Client eve = member("eve", "found");
                Client finn = member("finn", "found")) {
            assertThat(desk.looksUp("found")).isEqualTo("found has 2: [eve, finn]");

            finn.sends("{'type':'leave','room':'found'}");
            finn.receives("{'type':'left','room':'found'}");
            eve.hasNothingMore();
            assertThat(desk.looksUp("found")).isEqualTo("found has 1: [eve]");
        }
    }

    @Test
    void observers_hear_of_a_room_in_its_order() {
        try (Client gwen = member("gwen", "heard")) {
            try (Client hal = member("hal", "heard")) {
                gwen.sends("{'type':'message','text':'hello'}");
                hal.receives("{'type':'message','text':'hello'}");
                desk.publishes("heard", "text", "welcome");
                hal.sends("{'type':'leave','room':'heard'}");
                hal.receives("{'type':'message','text':'welcome'}");
                hal.receives("{'type':'left','room':'heard'}");
                hal.joins("heard");
                assertThat(hal.closes(1000).code()).isEqualTo(1000);
            }
            desk.hears("heard", "joined gwen", "joined hal", "posted 1 hello", "posted 2 welcome");
            desk.hears("heard", "left hal", "joined hal", "left hal");
        }
        desk.hears("heard", "left gwen");
    }

    @Test
    void observers_hear_every_message_of_many_senders_once_and_by_seq() {
        int each = 100;
        try (Client ida = member("ida", "desk-many");
                Client jim = member("jim", "desk-many")) {
            desk.hears("desk-many", "joined ida", "joined jim");
            for (int i = 0; i < each; i++) {
                ida.sends("{'type':'message','text':'a'}");
                jim.sends("{'type':'message','text':'b'}");
            }
            List<Long> received = new ArrayList<>();
            IntStream.range(0, 2 * each)
                    .forEach(i -> received.add(ida.receives("{'type':'message'}")
                            .getJsonNumber("seq")
                            .longValue()));
            List<Long> bySeq = LongStream.rangeClosed(1, 2L * each).boxed().toList();
            assertThat(received).isEqualTo(bySeq);

            assertThat(IntStream.range(0, 2 * each).mapToObj(i -> desk.hears("desk-many")))
                    .extracting(line -> Long.valueOf(line.replaceFirst("posted (\\d+) .*", "$1")))
                    .isEqualTo(bySeq);
        }
    }

    @Test
    void observers_run_on_the_containers_managed_threads() {
        desk.publishes("threads", "text", "thread");

        desk.hears("threads", "posted 1 thread", "managed true");
    }

    @Test
    void an_observer_that_blocks_holds_up_neither_the_members_nor_other_rooms() {
        try (Client kim = member("kim", "slow");
                Client leo = member("leo", "slow")) {
            kim.sends("{'type':'message','text':'wait'}");
            leo.receives("{'type':'message','text':'wait'}");
            desk.hears("slow", "joined kim", "joined leo", "posted 1 wait");

            kim.sends("{'type':'message','text':'go on without it'}");
            leo.receives("{'type':'message','seq':2,'text':'go on without it'}");
            desk.publishes("swift", "text", "elsewhere");
            desk.hears("swift", "posted 1 elsewhere");
            assertThat(desk.heardBehind("slow")).as("one at a time").isZero();

            desk.letsGoOn("slow");
            desk.hears("slow", "went on true", "posted 2 go on without it");
        }
    }

    @Test
    void an_observer_may_publish_and_wait_for_it() {
        try (Client mia = member("mia", "talkative")) {
            mia.sends("{'type':'message','text':'answer'}");

            mia.receives("{'type':'message','seq':1,'text':'answer'}");
            mia.receives("{'type':'message','seq':2,'text':'an answer','from':'system'}");
            desk.hears("talkative", "joined mia", "posted 1 answer", "posted 2 an answer");
        }
    }

    @Test
    void an_observer_that_fails_ends_nothing() {
        try (Client nora = member("nora", "failing")) {
            for (String text : List.of("throw", "break", "and on")) {
                nora.sends("{'type':'message','text':'" + text + "'}");
                nora.receives("{'type':'message','text':'" + text + "'}");
            }
            desk.hears("failing", "joined nora", "posted 1 throw", "posted 2 break", "posted 3 and on");
        }
    }

    /** Joins a room; each test has names of its own, since a name is free only once its connection is gone. */
    private Client member(String name, String room) {
        Client client = server.full(name);
        client.receives("{'type':'connected','user':'" + name + "'}");
        client.joins(room);
        return client;
    }
}
