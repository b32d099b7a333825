package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.auction.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beans that live with a room or with a connection. */
@ExtendWith(ArquillianExtension.class)
class ScopesIT {

    private static final String NAME = "scopes";
    private static final Path FILE = Path.of("target", "scopes-it.txt").toAbsolutePath();

    @ArquillianResource
    private Deployer deployer;

    private final Server server = Archives.server(NAME);
    private final AuctionHouse house = new AuctionHouse(server);

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return Archives.named(NAME, "parley.rooms.idle=PT1S", "parley.presence.grace=PT0S", Ledger.FILE + "=" + FILE)
                .addPackage(Ledger.class.getPackage());
    }

    @Test
    void a_rooms_bean_lives_with_its_room_and_hears_of_no_other() {
        deployer.deploy(NAME);
        try (Client ann = server.full("ann");
                Client bob = server.full("bob")) {
            ann.receivesConnected();
            bob.receivesConnected();
            ann.joins("paintings");
            bob.joins("books");
            bob.joins("paintings");
            house.hears("paintings", "opened", "joined ann, there: [ann]", "joined bob, there: [ann, bob]");
            house.hears("books", "opened", "joined bob, there: [bob]");

            ann.says("paintings", "bid 20");
            bob.sends("{'type':'message','room':'books','text':'bid 3'}");
            bob.sends("{'type':'message','room':'paintings','text':'bid 15'}");
            house.hears("paintings", "bids 1, highest 20", "bids 2, highest 20");
            house.hears("books", "bids 1, highest 3");

            ann.sends("{'type':'message','room':'paintings','text':'result?'}");
            ann.waitsFor("{'type':'message','from':'system','text':'2 bids, highest 20'}");

            bob.sends("{'type':'leave','room':'books'}");
            house.hears("books", "left bob, there: []", "closed after 1 bids, now in the room: 0");
            bob.sends("{'type':'join','room':'books'}");
            house.hears("books", "opened", "joined bob, there: [bob]");
        } finally {
            server.close();
            deployer.undeploy(NAME);
        }
    }

    @Test
    void a_connections_bean_lives_until_the_observers_of_its_end_have_returned() {
        deployer.deploy(NAME);
        try (Client cid = server.full("cid");
                Client dora = server.full("dora")) {
            cid.receivesConnected();
            dora.receivesConnected();
            house.hears("visit of cid", "visit 1: opened", "visit 2: identified");
            house.hears("visit of dora", "visit 1: opened", "visit 2: identified");

            cid.closes(1000);

            house.hears("visit of cid", "visit 3: closed", "visit over after 3");
            assertThat(house.asks("visit", "nobody")).isEqualTo("not active");
        } finally {
            deployer.undeploy(NAME);
        }
    }

    @Test
    void what_lives_is_destroyed_once_when_the_application_goes() throws IOException {
        Files.deleteIfExists(FILE);
        deployer.deploy(NAME);
        Client eve = server.full("eve");
        try {
            eve.receivesConnected();
            eve.joins("stamps");
            eve.says("stamps", "bid 7");
            house.hears("stamps", "opened", "joined eve, there: [eve]", "bids 1, highest 7");
            house.hears("visit of eve", "visit 1: opened", "visit 2: identified");
        } finally {
            deployer.undeploy(NAME);
            eve.close();
        }

        assertThat(Files.readAllLines(FILE))
                .hasSize(2)
                .contains("auction stamps closed after 1 bids")
                .anyMatch(line -> line.matches("visit of eve over after [23]"));
    }
}
