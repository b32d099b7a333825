package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/** A member of a room that talks or only listens until the server says goodbye, and remembers all that it heard. */
final class Witness {

    private static final int WORDS_BEFORE = 3;

    private final Client client;
    private final long joinedAt;
    private final List<JsonObject> heard = new ArrayList<>();
    private Client.Close close = new Client.Close(0, "never");
    private volatile long closedAt;

    private Witness(Client client, long joinedAt) {
        this.client = client;
        this.joinedAt = joinedAt;
    }

    /** A client that has joined this room. */
    static Witness in(String room, Client client) {
        client.receivesConnected();
        return new Witness(client, seq(client.joins(room)));
    }

    /** Stays until the server closes; says that it talks once it has had some answers. */
    void stays(boolean talks, CountDownLatch talking, CountDownLatch farewell) {
        int said = 0;
        boolean answered = true;
        while (!isOver()) {
            if (talks && answered) {
                say(said);
                said++;
                if (said == WORDS_BEFORE) {
                    talking.countDown();
                }
            }
            JsonObject event = client.next();
            heard.add(event);
            answered = event.getString("type").equals("ack");
        }
        closedAt = System.nanoTime();
        farewell.countDown();
        close = client.receivesClose();
    }

    private void say(int number) {
        String text = "{'type':'message','text':'word %d','id':'%s-%d','ref':'%d'}";
        try {
            client.sends(text.formatted(number, Integer.toHexString(client.hashCode()), number, number));
        } catch (CompletionException e) {
            // The goodbye is on its way
            assertThat(client.receivesClose().code()).isEqualTo(1012);
        }
    }

    private boolean isOver() {
        return !heard.isEmpty() && last().getString("type").equals("closing");
    }

    private JsonObject last() {
        return heard.get(heard.size() - 1);
    }

    /** It was told when to come back, and then closed with the same code. */
    void wasSeenOff() {
        assertThat(last().getInt("code")).isEqualTo(1012);
        assertThat(last().getBoolean("reconnect")).isTrue();
        assertThat(retryAfterMillis()).isPositive();
        assertThat(close.code()).isEqualTo(1012);
    }

    long retryAfterMillis() {
        return last().getJsonNumber("retryAfterMs").longValue();
    }

    /** When it was told. */
    long closedAt() {
        return closedAt / 1_000_000;
    }

    long acks() {
        return ofType("ack").size();
    }

    /**
     * All have heard the same without a gap up to where each was told goodbye, acks follow the own copies, and what was
     * acknowledged is what was heard.
     */
    static void agree(List<Witness> witnesses) {
        Map<String, String> order = new HashMap<>();
        for (Witness witness : witnesses) {
            List<JsonObject> messages = witness.ofType("message");
            assertThat(messages.stream().map(Witness::seq))
                    .as("seqs")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(witness.joinedAt + 1, witness.joinedAt + messages.size())
                                    .boxed()
                                    .toList());
            messages.forEach(message -> assertThat(order.merge(place(message), id(message), (known, same) -> known))
                    .isEqualTo(id(message)));
        }
        for (Witness witness : witnesses) {
            witness.ofType("ack").forEach(ack -> assertThat(order).containsEntry(place(ack), id(ack)));
            witness.acksFollowCopies();
        }
    }

    private void acksFollowCopies() {
        for (int i = 0; i < heard.size(); i++) {
            if (heard.get(i).getString("type").equals("ack")) {
                assertThat(heard.get(i - 1).getString("type")).isEqualTo("message");
                assertThat(place(heard.get(i - 1))).isEqualTo(place(heard.get(i)));
                assertThat(id(heard.get(i - 1))).isEqualTo(id(heard.get(i)));
            }
        }
    }

    private List<JsonObject> ofType(String type) {
        return heard.stream()
                .filter(event -> event.getString("type").equals(type))
                .toList();
    }

    private static long seq(JsonObject event) {
        return event.getJsonNumber("seq").longValue();
    }

    private static String place(JsonObject event) {
        return event.getString("room") + " " + seq(event);
    }

    private static String id(JsonObject event) {
        return event.getString("id");
    }
}
