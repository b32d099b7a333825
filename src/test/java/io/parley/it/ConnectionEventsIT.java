package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.auction.Ledger;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application is told of connections, looks them up, speaks to them, and closes them. */
@ExtendWith(ArquillianExtension.class)
class ConnectionEventsIT {

    private static final Path FILE =
            Path.of("target", "connection-events-it.txt").toAbsolutePath();

    @ArquillianResource
    private URI deployed;

    private Server server;
    private AuctionHouse house;

    @Deployment(testable = false)
    static WebArchive application() {
        return Archives.configured(Ledger.FILE + "=" + FILE).addPackage(Ledger.class.getPackage());
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
        house = new AuctionHouse(server);
    }

    @AfterEach
    void dropClients() {
        server.close();
    }

    @Test
    void a_client_that_closes_is_told_of_with_its_code_and_its_traffic() {
        Client ann = server.full("ann");
        ann.receivesConnected();
        ann.sends("{'type':'ping'}").receives("{'type':'pong'}");
        ann.closes(1000);

        house.hears(
                "ann",
                "opened, managed true",
                "identified ann",
                "closed by PEER, 1000 , lasted true, 1 in with 15 bytes, 2 out, bytes true");
    }

    @Test
    void a_client_that_drops_is_told_of_as_lost() {
        try (RawSocket socket = RawSocket.opened(server.socket("chat/drops"))) {
            JsonObject connected = Client.json(socket.readsText());
            socket.sendsFrame(true, RawSocket.TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.readsText()).contains("pong");
            String user = connected.getString("user");
            house.hears(user, "opened, managed true", "identified " + user);

            socket.drops();

            assertThat(house.asks("next", user))
                    .startsWith("closed by NETWORK, 1006 , lasted true, 1 in with 15 bytes");
        }
    }

    @Test
    void a_connection_that_the_application_closes_is_told_why_and_so_are_observers() {
        Client cid = server.full("cid");
        String id = cid.receivesConnected().getString("id");
        house.hears("cid", "opened, managed true", "identified cid");

        house.asks("remove", id);

        cid.receives("{'type':'closing','code':4403}");
        assertThat(cid.receivesClose().code()).isEqualTo(4403);
        assertThat(house.asks("next", "cid")).startsWith("closed by SERVER, 4403 ");
        assertThat(house.asks("named", id)).isEqualTo("nobody");
    }

    @Test
    void connections_are_found_by_id_by_user_and_by_room() {
        Client dora = server.full("dora");
        JsonObject first = dora.receivesConnected();
        // What becomes of two connections is told in no order between the two
        house.hears("dora", "opened, managed true", "identified dora");
        Client again = server.returning(first.getString("guest"));
        JsonObject second = again.receives("{'type':'connected','user':'dora'}");
        Client eve = server.full("eve");
        String other = eve.receivesConnected().getString("id");
        again.joins("found");
        eve.joins("found");

        String firstId = first.getString("id");
        String secondId = second.getString("id");
        assertThat(house.asks("named", firstId)).isEqualTo("dora");
        assertThat(house.asks("user", firstId)).isEqualTo(firstId + " " + secondId);
        assertThat(house.asks("room", "found")).isEqualTo(secondId + " " + other);
        assertThat(house.asks("room", "empty")).isEmpty();
        assertThat(Integer.parseInt(house.asks("count", ""))).isGreaterThanOrEqualTo(3);

        again.closes(1000);
        house.hears("dora", "opened, managed true", "identified dora");
        assertThat(house.asks("next", "dora")).startsWith("closed by PEER, 1000 ");
        assertThat(house.asks("user", firstId)).isEqualTo(firstId);
        assertThat(house.asks("room", "found")).isEqualTo(other);
    }

    @Test
    void an_event_of_the_application_reaches_full_mode_and_is_refused_in_plain_mode() {
        Client finn = server.full("finn");
        String full = finn.receivesConnected().getString("id");
        Client plain = server.plain();
        String simple = plain.receivesConnected().getString("id");

        assertThat(house.asks("send", full, "{\"amount\":5}")).isEqualTo("true");
        assertThat(house.asks("send", simple, "{\"amount\":5}")).isEqualTo("false");

        JsonObject event = finn.receives("{'type':'app.auction.bid','data':{'amount':5}}");
        assertThat(event.keySet()).containsExactly("type", "data");
        plain.hasNothingMore();
    }
}
