package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A room with more members than one thread writes to at a time: what is said while others still wait for something goes
 * to them together, and nobody notices.
 */
@ExtendWith(ArquillianExtension.class)
class LargeRoomIT {

    private static final int MEMBERS = 600;
    private static final int SPEAKERS = 3;
    private static final int EACH = 20;

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive manyFromHere() {
        return Archives.configured("parley.limits.per-address=0", "parley.limits.handshakes=0");
    }

    @Test
    void each_member_hears_all_that_many_say_at_once_in_the_order_of_the_room() {
        List<RawSocket> members = new ArrayList<>();
        try (Server server = new Server(deployed)) {
            for (int i = 0; i < MEMBERS; i++) {
                members.add(listener(server));
            }
            List<Client> speakers = Stream.generate(() -> server.member("large"))
                    .limit(SPEAKERS)
                    .toList();
            for (int i = 0; i < EACH; i++) {
                String text = "" + i;
                speakers.forEach(speaker -> speaker.sends("{'type':'message','text':'" + text + "','ref':'r'}"));
            }

            List<Long> all = LongStream.rangeClosed(1, SPEAKERS * EACH).boxed().toList();
            List<JsonObject> first = messages(members.get(0));
            assertThat(first).extracting(LargeRoomIT::seq).isEqualTo(all);
            assertThat(members.subList(1, MEMBERS))
                    .allSatisfy(member -> assertThat(messages(member)).isEqualTo(first));
        } finally {
            members.forEach(RawSocket::close);
        }
    }

    /** In plain mode, and in the room: it has heard so. */
    private static RawSocket listener(Server server) {
        RawSocket socket = new Knock(server).sent("GET CHAT/large HTTP/1.1");
        assertThat(socket.readsHead().status()).isEqualTo(101);
        assertThat(socket.readsText()).contains("connected");
        return socket;
    }

    /** All that there will be; what else it hears is passed over. */
    private static List<JsonObject> messages(RawSocket member) {
        return Stream.generate(() -> Client.json(member.readsText()))
                .filter(event -> event.getString("type").equals("message"))
                .limit(SPEAKERS * EACH)
                .toList();
    }

    private static long seq(JsonObject message) {
        return message.getJsonNumber("seq").longValue();
    }
}
