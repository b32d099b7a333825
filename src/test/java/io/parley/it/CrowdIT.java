package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many members that come, talk and go at once: the protocol document, section 5, rule 2. */
class CrowdIT extends Deployed {

    private static final int MEMBERS = 200;
    private static final int MESSAGES_EACH = 2;
    private static final int PAGE = 5;

    /** What one member heard: where it came in, the page that it got then, and the messages until it left. */
    private record Heard(long joinedAt, List<JsonObject> page, List<JsonObject> messages) {}

    @Test
    void every_member_of_a_crowd_hears_the_same_order_without_gaps() {
        List<Heard> all = Crowd.all(MEMBERS, this::attends);

        Map<Long, String> order = new HashMap<>();
        assertThat(all).allSatisfy(heard -> {
            assertThat(seqs(heard.page())).isEqualTo(upTo(heard.joinedAt(), Math.min(PAGE, heard.joinedAt())));
            assertThat(seqs(heard.messages()))
                    .isEqualTo(upTo(
                            heard.joinedAt() + heard.messages().size(),
                            heard.messages().size()));
            for (JsonObject message : heard.messages()) {
                String text = message.getString("text");
                assertThat(order.merge(seq(message), text, (known, same) -> known))
                        .isEqualTo(text);
            }
        });
        assertThat(order.values()).doesNotHaveDuplicates().hasSize(MEMBERS * MESSAGES_EACH);
    }

    /** Joins, talks, and leaves; every other member stays until all has been said. */
    private Heard attends(int number) {
        Client client = server.full();
        client.receivesConnected();
        client.sends("{'type':'join','room':'crowd','history':" + PAGE + "}");
        JsonObject joined = client.receives("{'type':'joined'}");
        List<JsonObject> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES_EACH; i++) {
            String text = number + " says " + i;
            client.sends("{'type':'message','text':'" + text + "','ref':'" + i + "'}");
            listen(client, "ack", messages);
            assertThat(messages.get(messages.size() - 1).getString("text"))
                    .as("directly before the ack")
                    .isEqualTo(text);
        }
        while (number % 2 == 0 && seq(messages.get(messages.size() - 1)) < MEMBERS * MESSAGES_EACH) {
            messages.add(client.receives("{'type':'message'}"));
        }
        client.sends("{'type':'leave'}");
        listen(client, "left", messages);
        return new Heard(
                joined.getJsonNumber("seq").longValue(),
                joined.getJsonArray("messages").getValuesAs(JsonObject.class),
                messages);
    }

    /** Hears messages until something of this type comes. */
    private static void listen(Client client, String type, List<JsonObject> messages) {
        JsonObject before = JsonObject.EMPTY_JSON_OBJECT;
        JsonObject event = client.next();
        while (!event.getString("type").equals(type)) {
            if (event.getString("type").equals("message")) {
                messages.add(event);
            }
            before = event;
            event = client.next();
        }
        if (type.equals("ack")) {
            assertThat(before.get("seq"))
                    .as("seq of the event before %s", event)
                    .isEqualTo(event.get("seq"));
        }
    }

    private static long seq(JsonObject message) {
        return message.getJsonNumber("seq").longValue();
    }

    private static List<Long> seqs(List<JsonObject> messages) {
        return messages.stream().map(CrowdIT::seq).toList();
    }

    private static List<Long> upTo(long last, long count) {
        return LongStream.rangeClosed(last - count + 1, last).boxed().toList();
    }
}
