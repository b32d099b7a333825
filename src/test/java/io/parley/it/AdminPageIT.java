package io.parley.it;

import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;

/** The administrator's page in a browser. What it looks like is in {@code target/screenshots}. */
@Tag("browser")
@ExtendWith(ArquillianExtension.class)
class AdminPageIT {

    private static final Dimension NARROW = new Dimension(500, 900);
    private static final Dimension WIDE = new Dimension(1400, 900);

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive guarded() {
        return AdminClient.with(Archives.configured("parley.traces.payload-bytes=256"));
    }

    @Test
    void an_administrator_follows_a_conversation_frame_by_frame() throws IOException {
        Server server = new Server(deployed);
        try (Client ann = server.member("ann", "watched");
                Client bob = server.member("bob", "watched");
                Window window = Window.openAs(AdminClient.SEES_ALL, server.page("admin/"))) {
            window.seesTexts("#connections tbody", "ann", "bob");
            window.isPhotographed("admin-connections", NARROW);
            window.isPhotographed("admin-connections-wide", WIDE);

            window.clicksText("#connections tbody a", "ann");
            window.seesTexts("#trace", "Trace");
            window.clicksText("#trace", "Trace");
            window.seesTexts("#trace", "Stop");
            ann.says("watched", "Hello, Bob!");
            bob.waitsFor("{'type':'message','text':'Hello, Bob!'}");
            bob.says("watched", "Hello, Ann!");
            ann.waitsFor("{'type':'message','text':'Hello, Ann!'}");

            window.seesTexts("#frames tbody", "Hello, Bob!", "Hello, Ann!");
            window.isPhotographed("admin-frames", NARROW);
            window.isPhotographed("admin-frames-wide", WIDE);
            window.hasNoComplaints();
        }
    }
}
