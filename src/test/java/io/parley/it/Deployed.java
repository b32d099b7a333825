package io.parley.it;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests against the WAR on a server. Clients of one test are gone in the next; rooms stay. */
@ExtendWith(ArquillianExtension.class)
abstract class Deployed {

    @ArquillianResource
    private URI deployed;

    Server server;

    @Deployment(testable = false)
    static WebArchive parley() {
        return Archives.configured("parley.limits.handshakes=0");
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
    }

    @AfterEach
    void dropClients() {
        server.close();
    }
}
