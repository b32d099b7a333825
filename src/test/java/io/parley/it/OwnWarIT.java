package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.app.Witness;
import java.io.File;
import java.net.URI;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WAR of an application's own, with Parley's classes as one of its libraries. */
@ExtendWith(ArquillianExtension.class)
class OwnWarIT {

    private static final File TARGET = new File("target");

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive application() {
        return application("own.war").addPackage(Witness.class.getPackage());
    }

    /** Parley's classes and what they need, in a WAR with nothing else yet. */
    static WebArchive application(String name) {
        File[] libraries =
                Objects.requireNonNull(new File(TARGET, "parley/WEB-INF/lib").listFiles(), "the WAR's libraries");
        return ShrinkWrap.create(WebArchive.class, name)
                .addAsLibraries(new File(TARGET, "parley-classes.jar"))
                .addAsLibraries(libraries);
    }

    @Test
    void it_has_the_chat_and_what_its_application_says_there() {
        Server server = new Server(deployed);
        Desk desk = new Desk(server);
        try (Client ann = server.member("ann", "own-hall")) {
            ann.sends("{'type':'message','text':'hello'}");
            ann.receives("{'type':'message','from':'ann','text':'hello'}");

            assertThat(desk.publishes("own-hall", "text", "closing soon")).isEqualTo("seq 2");
            ann.receives("{'type':'message','from':'system','text':'closing soon'}");
        }
    }
}
