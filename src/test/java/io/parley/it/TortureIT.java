package io.parley.it;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Frames of ours between those of the server, under all that clients may do: none is torn, lost, doubled or out of
 * order. How many is said by {@code parley.it.torture}, what is random by {@code parley.it.torture.seed}.
 */
@ExtendWith(ArquillianExtension.class)
class TortureIT {

    private static final long FRAMES = Long.getLong("parley.it.torture", 100_000);

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive narrow() {
        return Torture.archive();
    }

    @Test
    void whatever_clients_do_each_hears_whole_frames_in_order() {
        Torture.of(deployed.resolve("chat"), FRAMES);
    }
}
