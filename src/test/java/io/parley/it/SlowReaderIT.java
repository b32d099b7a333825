package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A member that does not read: the protocol document, section 5, point 4. */
@ExtendWith(ArquillianExtension.class)
class SlowReaderIT {

    private static final int SLOW_CONSUMER = 4008;

    /** With the text below well above the outbox and what the kernel buffers for one connection. */
    private static final int MESSAGES = 800;

    private static final String TEXT = "x".repeat(16_000);

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive smallOutboxes() {
        return Archives.configured(
                "parley.outbox.bytes=262144",
                "parley.keepalive.ping=PT1H",
                "parley.presence.grace=PT1S",
                "parley.limits.rate=0",
                "parley.limits.user-rate=0",
                "parley.limits.byte-rate=0");
    }

    @Test
    void a_member_that_does_not_read_is_cut_off_and_the_others_miss_nothing() throws IOException {
        Server server = new Server(deployed);
        try (Reader ann = new Reader(server, "ann");
                Reader bob = new Reader(server, "bob");
                Reader cid = new Reader(server, "cid");
                StalledReader slow = new StalledReader(server.socket("chat/slow-hall?name=slow"))) {
            String token = slow.reads().getString("guest");
            JsonObject joined = slow.reads();
            assertThat(joined.getString("type")).isEqualTo("joined");

            for (int i = 1; i <= MESSAGES; i++) {
                ann.client.sends("{'type':'message','text':'" + TEXT + "'}");
                ann.readsMessage();
                bob.readsMessage();
                cid.readsMessage();
            }
            List<Long> all = LongStream.rangeClosed(1, MESSAGES).boxed().toList();
            assertThat(ann.seqs).isEqualTo(all);
            assertThat(bob.seqs).isEqualTo(all);
            assertThat(cid.seqs).isEqualTo(all);

            bob.readsUntilGone("slow");
            bob.client.sends("{'type':'members'}");
            bob.client.receives("{'type':'members','users':['ann','bob','cid'],'count':3}");

            long last = seesTheEnd(slow);
            comesBack(server, token, joined.getString("epoch"), last);
        }
    }

    /** What arrived before the end has no gap; the newest seq of it. */
    private static long seesTheEnd(StalledReader slow) throws IOException {
        StalledReader.Rest rest = slow.readsToTheEnd();
        List<Long> seqs = rest.events().stream()
                .filter(event -> event.getString("type").equals("message"))
                .map(SlowReaderIT::seq)
                .toList();
        assertThat(seqs)
                .isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList())
                .hasSizeLessThan(MESSAGES);
        rest.closeCode().ifPresent(code -> assertThat(code).isEqualTo(SLOW_CONSUMER));
        return seqs.size();
    }

    /** It is told that all it missed is too much, gets the newest page, and then what follows. */
    private static void comesBack(Server server, String token, String epoch, long last) {
        try (Client again = Client.connect(server.socket("chat"), "parley.v1", "parley.guest." + token)) {
            again.receives("{'type':'connected','user':'slow'}");
            again.sends("{'type':'join','room':'slow-hall','since':{'epoch':'" + epoch + "','seq':" + last + "}}");
            JsonObject joined = again.receives("{'type':'joined','recovered':false,'seq':" + MESSAGES + "}");
            List<JsonObject> page = joined.getJsonArray("messages").getValuesAs(JsonObject.class);
            assertThat(seq(page.get(page.size() - 1))).isEqualTo(MESSAGES);

            again.sends("{'type':'message','text':'here again'}");
            again.receives("{'type':'message','from':'slow','seq':" + (MESSAGES + 1) + "}");
        }
    }

    private static long seq(JsonObject message) {
        return message.getJsonNumber("seq").longValue();
    }

    /** A member that reads, and notes messages and who went. */
    private static final class Reader implements AutoCloseable {

        final Client client;
        final List<Long> seqs = new ArrayList<>();
        private final List<String> gone = new ArrayList<>();

        Reader(Server server, String name) {
            client = server.full(name);
            client.receives("{'type':'connected','user':'" + name + "'}");
            client.joins("slow-hall");
        }

        void readsMessage() {
            JsonObject event = client.next();
            while (!event.getString("type").equals("message")) {
                note(event);
                event = client.next();
            }
            seqs.add(seq(event));
        }

        void readsUntilGone(String user) {
            while (!gone.contains(user)) {
                note(client.next());
            }
        }

        private void note(JsonObject event) {
            if (event.containsKey("left")) {
                event.getJsonArray("left").getValuesAs(JsonString::getString).forEach(gone::add);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
