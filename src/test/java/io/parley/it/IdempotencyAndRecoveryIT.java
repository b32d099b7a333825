package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sending again, and coming back: the protocol document, section 3 and section 5, rules 1 and 3. */
class IdempotencyAndRecoveryIT extends Deployed {

    private static final int SENDERS = 4;
    private static final int RECONNECTS = 20;
    private static final int MESSAGES_A_ROUND = 30;
    private static final int MAX_RECOVERED = 1000;

    /** Below what one connection may send at once. */
    private static final int MESSAGES_EACH = 100;

    private static final int HEAVY_MESSAGES = 40;
    private static final int HEAVY_CHARS = 15_000;

    @Test
    void a_message_sent_again_on_another_connection_is_stored_once() {
        Client first = server.full("ann");
        String token = first.receivesConnected().getString("guest");
        first.joins("again");
        Client bob = server.member("bob", "again");
        first.sends("{'type':'message','text':'once','id':'key','ref':'1'}");
        first.receives("{'type':'message','id':'key','seq':1}");
        JsonObject ack = first.receives("{'type':'ack','ref':'1','id':'key','seq':1}");
        first.close();

        Client second = server.returning(token);
        second.receives("{'type':'connected','user':'ann'}");
        second.joins("again");
        second.sends("{'type':'message','text':'twice','id':'key','ref':'2'}");

        assertThat(second.receives("{'type':'ack','ref':'2','id':'key','seq':1,'duplicate':true}"))
                .containsEntry("sentAt", ack.get("sentAt"));
        bob.receives("{'type':'message','text':'once','seq':1}");
        bob.says("again", "the next one");
        assertThat(bob.joins("elsewhere").getInt("seq")).isZero();
        second.receives("{'type':'message','text':'the next one','seq':2}");
    }

    @Test
    void a_message_sent_many_times_at_once_is_stored_once() {
        Client first = server.full("amy");
        String token = first.receivesConnected().getString("guest");
        first.joins("at-once");

        List<JsonObject> acks = Crowd.all(15, number -> {
            Client client = server.returning(token);
            client.receivesConnected();
            client.joins("at-once");
            client.sends("{'type':'message','text':'from " + number + "','id':'key','ref':'" + number + "'}");
            return client.waitsFor("{'type':'ack'}");
        });

        assertThat(acks).allSatisfy(ack -> assertThat(ack.getInt("seq")).isEqualTo(1));
        assertThat(acks).filteredOn(ack -> !ack.containsKey("duplicate")).hasSize(1);
        first.receives("{'type':'message','seq':1}");
        first.hasNothingMore();
    }

    @Test
    void the_same_id_of_another_user_or_in_another_room_is_another_message() {
        Client ann = server.member("ada", "keys");
        Client bob = server.member("bo", "keys");
        String message = "{'type':'message','text':'x','id':'same','ref':'1','room':'";

        ann.sends(message + "keys'}").receives("{'type':'message','seq':1,'id':'same','from':'ada'}");
        assertThat(ann.receives("{'type':'ack','seq':1}")).doesNotContainKey("duplicate");
        bob.sends(message + "keys'}").receives("{'type':'message','seq':1,'id':'same','from':'ada'}");
        bob.receives("{'type':'message','seq':2,'id':'same','from':'bo'}");
        assertThat(bob.receives("{'type':'ack','seq':2}")).doesNotContainKey("duplicate");
        ann.receives("{'type':'message','room':'keys','seq':2}");
        ann.joins("more-keys");
        ann.sends(message + "more-keys'}");
        ann.receives("{'type':'message','room':'more-keys','seq':1}");
        assertThat(ann.receives("{'type':'ack','room':'more-keys'}")).doesNotContainKey("duplicate");
    }

    @Test
    void a_client_that_comes_back_again_and_again_has_every_message_once_and_in_order() {
        int total = RECONNECTS * MESSAGES_A_ROUND;
        Semaphore mayTalk = new Semaphore(0);
        List<JsonObject> heard = new ArrayList<>();
        try (Crowd talkers = new Crowd()) {
            talkers.begin(SENDERS, number -> {
                Client client = server.member("talker" + number, "seam");
                for (int i = number; i < total; i += SENDERS) {
                    mayTalk.acquire();
                    client.sends("{'type':'message','text':'" + i + "'}")
                            .waitsFor("{'type':'message','text':'" + i + "'}");
                }
                return number;
            });
            String since = "";
            for (int round = 0; round < RECONNECTS; round++) {
                mayTalk.release(MESSAGES_A_ROUND);
                since = listens(since, heard, (round + 1) * MESSAGES_A_ROUND / 2, round % 2 == 0);
            }
            listens(since, heard, total, true);
            talkers.finish();
        }

        assertThat(heard)
                .extracting(message -> message.getJsonNumber("seq").longValue())
                .isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(heard).extracting(message -> message.getString("text")).doesNotHaveDuplicates();
    }

    /** Comes back, hears until it has so many messages, and goes, politely or not; from where to go on. */
    private String listens(String since, List<JsonObject> heard, int until, boolean politely) {
        Client client = server.full();
        client.receivesConnected();
        client.sends("{'type':'join','room':'seam'" + since + "}");
        JsonObject joined = client.receives("{'type':'joined'" + (since.isEmpty() ? "" : ",'recovered':true") + "}");
        heard.addAll(joined.getJsonArray("messages").getValuesAs(JsonObject.class));
        while (heard.size() < until) {
            heard.add(client.receives("{'type':'message'}"));
        }
        if (politely) {
            client.closes(1000);
        } else {
            client.close();
        }
        long seq = heard.isEmpty()
                ? 0
                : heard.get(heard.size() - 1).getJsonNumber("seq").longValue();
        return ",'since':{'epoch':'" + joined.getString("epoch") + "','seq':" + seq + "}";
    }

    @Test
    void recovery_brings_what_was_missed_and_nothing_else() {
        Client ann = server.full("alf");
        ann.receivesConnected();
        String epoch = ann.joins("missed").getString("epoch");
        for (String text : List.of("one", "two", "three")) {
            ann.says("missed", text);
        }

        assertThat(seqs(joined("missed", epoch, 1, true))).containsExactly(2L, 3L);
        assertThat(seqs(joined("missed", epoch, 0, true))).containsExactly(1L, 2L, 3L);
        assertThat(seqs(joined("missed", epoch, 3, true))).isEmpty();
    }

    @Test
    void recovery_is_refused_in_another_epoch_and_above_the_newest() {
        Client ann = server.full("art");
        ann.receivesConnected();
        String epoch = ann.joins("refused").getString("epoch");
        ann.says("refused", "one");
        ann.says("refused", "two");

        assertThat(seqs(joined("refused", epoch + "x", 1, false))).containsExactly(1L, 2L);
        assertThat(seqs(joined("refused", epoch, 3, false))).containsExactly(1L, 2L);
    }

    @Test
    void recovery_is_refused_where_more_than_1_000_are_missing() {
        Client ann = server.full("abe");
        ann.receivesConnected();
        String epoch = ann.joins("many").getString("epoch");
        for (int sent = 0; sent < MAX_RECOVERED; sent += MESSAGES_EACH) {
            Client talker = server.member("many");
            for (int i = 1; i <= MESSAGES_EACH; i++) {
                talker.sends("{'type':'message','text':'x'}");
            }
        }
        for (int seq = 1; seq <= MAX_RECOVERED; seq++) {
            ann.receives("{'type':'message','seq':" + seq + "}");
        }

        assertThat(seqs(joined("many", epoch, 0, true))).hasSize(MAX_RECOVERED);
        ann.says("many", "one more");
        assertThat(seqs(joined("many", epoch, 0, false))).hasSize(50).endsWith(MAX_RECOVERED + 1L);
        assertThat(seqs(joined("many", epoch, 1, true))).hasSize(MAX_RECOVERED).endsWith(MAX_RECOVERED + 1L);
    }

    @Test
    void recovery_is_refused_where_half_of_an_outbox_is_missing_and_history_fills_the_rest() {
        Client ann = server.full();
        ann.receivesConnected();
        String epoch = ann.joins("heavy").getString("epoch");
        for (int i = 0; i < HEAVY_MESSAGES; i++) {
            ann.says("heavy", "x".repeat(HEAVY_CHARS));
        }

        JsonObject joined = joined("heavy", epoch, 0, false);
        assertThat(joined.getString("epoch")).isEqualTo(epoch);
        List<Long> heard = new ArrayList<>();
        while (heard.size() < seqs(joined).get(0) - 1) {
            ann.sends("{'type':'history','after':" + heard.size() + ",'limit':20}");
            heard.addAll(seqs(ann.receives("{'type':'history','more':true}")));
        }

        assertThat(heard)
                .startsWith(LongStream.range(1, seqs(joined).get(0)).boxed().toArray(Long[]::new));
        assertThat(seqs(joined)).endsWith((long) HEAVY_MESSAGES);
    }

    private JsonObject joined(String room, String epoch, long seq, boolean recovered) {
        Client client = server.full();
        client.receivesConnected();
        client.sends("{'type':'join','room':'" + room + "','since':{'epoch':'" + epoch + "','seq':" + seq + "}}");
        return client.receives("{'type':'joined','recovered':" + recovered + "}");
    }

    private static List<Long> seqs(JsonObject page) {
        return page.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> message.getJsonNumber("seq").longValue())
                .toList();
    }
}
