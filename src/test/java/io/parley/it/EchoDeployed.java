package io.parley.it;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests against an endpoint that sends back what comes. */
@ExtendWith(ArquillianExtension.class)
abstract class EchoDeployed {

    @ArquillianResource
    private URI deployed;

    URI echo = URI.create("");

    @Deployment(testable = false)
    static WebArchive application() {
        return Echo.war();
    }

    @BeforeEach
    void findServer() {
        echo = new Server(deployed).socket(Echo.PATH);
    }
}
