package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that leave through the Jakarta API, also where there is a faster way. */
@ExtendWith(ArquillianExtension.class)
class PortableIT {

    private static final String PORTABLE = "portable";

    /** A fifth of what the faster way is tried with. */
    private static final long FRAMES = Long.getLong("parley.it.torture", 100_000) / 5;

    @ArquillianResource
    private Deployer deployer;

    private Server server;
    private ServerLog log;

    @Deployment(name = PORTABLE, managed = false, testable = false)
    static WebArchive portable() {
        return ShrinkWrap.create(WebArchive.class, PORTABLE + ".war")
                .merge(Torture.archive("parley.transport=portable"));
    }

    @BeforeEach
    void deploy() {
        log = new ServerLog();
        deployer.deploy(PORTABLE);
        server = Archives.server(PORTABLE);
    }

    @AfterEach
    void undeploy() {
        server.close();
        deployer.undeploy(PORTABLE);
    }

    @Test
    void the_log_says_so_and_people_talk_ping_and_close_as_ever() {
        log.has(line -> line.contains("sent through the Jakarta API"));
        Client ann = server.member("ann", "hall");
        Client bob = server.member("bob", "hall");

        JsonObject first = ann.says("hall", "hello");
        assertThat(bob.receives("{'type':'message','from':'ann','text':'hello'}")
                        .get("seq"))
                .isEqualTo(first.get("seq"));
        bob.says("hall", "x".repeat(70_000));
        ann.receives("{'type':'message','from':'bob','text':'" + "x".repeat(70_000) + "'}");
        ann.pings("still there?");
        assertThat(ann.receivesPong()).isEqualTo("still there?");
        bob.sends("{'type':'leave','ref':'1'}").receives("{'type':'left','ref':'1'}");

        assertThat(ann.closes(1000).code()).isEqualTo(1000);
        assertThat(log.lines())
                .as("fields of the server's that make frames cheaper are found")
                .noneMatch(line -> line.contains("is not known"));
    }

    @Test
    void whatever_clients_do_each_hears_whole_frames_in_order() {
        Torture.of(server.page("chat"), FRAMES);
    }
}
