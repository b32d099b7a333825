package io.parley.it;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of somebody who is faster than the server allows. */
@Tag("browser")
@ExtendWith(ArquillianExtension.class)
class HastyPageIT {

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive slow() {
        return Archives.configured("parley.limits.rate=1", "parley.reconnect.min=PT5S", "parley.reconnect.max=PT5S");
    }

    @Test
    void who_writes_too_fast_is_told_so_and_what_was_written_goes_out_later() {
        try (Window ann = Window.open(deployed)) {
            ann.enters("ann", "hasty-page").seesPeople("ann");

            ann.writes("one").writes("two").writes("three");

            ann.seesNotice("That was a little fast. Try again in a moment.");
            ann.seesMessages(3, 1);
            ann.hasNoComplaints();
        }
    }

    @Test
    void who_goes_on_regardless_is_told_why_the_connection_was_closed_and_comes_back() {
        try (Window bob = Window.open(deployed)) {
            bob.enters("bob", "hastier-page");

            for (int i = 0; i < 12; i++) {
                bob.writes("number " + i);
            }

            bob.seesExplanation("That was too much at once.");
            bob.isJoined();
            bob.hasNoComplaints();
        }
    }
}
