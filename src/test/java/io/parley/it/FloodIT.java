package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With all limits of a pace taken away: who sends faster than the server works is held back. */
@ExtendWith(ArquillianExtension.class)
class FloodIT {

    private static final int HEAVY = 0;
    private static final int PONG = 1;
    private static final int EMPTY_PONG = 2;
    private static final int FLOODERS = 4;
    private static final int TALKS = 10;
    private static final long ENDLESS_BYTES = Long.MAX_VALUE;
    private static final long FLAT_BYTES = 64L << 20;

    @ArquillianResource
    private URI deployed;

    private Server server;

    @Deployment(testable = false)
    static WebArchive open() {
        return Inspector.in(
                "parley.frames.rate=0",
                "parley.frames.control-rate=0",
                "parley.frames.byte-rate=1073741824",
                "parley.limits.rate=0",
                "parley.limits.user-rate=0",
                "parley.limits.typing-rate=0",
                "parley.limits.byte-rate=0",
                "parley.limits.handshakes=0");
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
    }

    @ParameterizedTest
    @ValueSource(ints = {HEAVY, PONG, EMPTY_PONG})
    void what_waits_is_bounded_and_a_second_user_is_served_throughout(int what) {
        Inspector inspector = new Inspector(server);
        long before = inspector.usedBytes();
        long most = 0;
        try (Flood flood = new Flood();
                Client ann = server.member("ann", "hall")) {
            for (int i = 0; i < FLOODERS; i++) {
                String room = "flood" + what + i;
                flood.begins(
                        RawSocket.opened(server.page("chat/" + room), "Sec-WebSocket-Protocol: parley.v1"),
                        frame(what, room),
                        bytesEach(what));
            }
            for (int i = 0; i < TALKS; i++) {
                ann.sends("{'type':'message','text':'" + i + "'}");
                ann.waitsFor("{'type':'message','from':'ann','text':'" + i + "'}");
                most = Math.max(most, inspector.usedBytes());
            }
            flood.ends();

            assertThat(flood.taken()).as("bytes taken").allMatch(bytes -> bytes >= bytesEach(what));
        }
        assertThat(most - before).as("bytes more on the heap").isLessThan(FLAT_BYTES);
    }

    /**
     * Answers to pings wait in no outbox of ours. What Payara keeps of them in its own queues differs from run to run.
     */
    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
    void who_pings_and_does_not_read_is_held_back() {
        Inspector inspector = new Inspector(server);
        long before = inspector.usedBytes();
        long most = 0;
        try (Flood flood = new Flood();
                Client ann = server.member("ann", "hall")) {
            for (int i = 0; i < FLOODERS; i++) {
                flood.begins(RawSocket.opened(server.page("chat")), Flood.frame(0x89, "p".repeat(125)), ENDLESS_BYTES);
            }
            for (int i = 0; i < 2 * TALKS; i++) {
                ann.sends("{'type':'message','text':'" + i + "'}");
                ann.waitsFor("{'type':'message','from':'ann','text':'" + i + "'}");
                most = Math.max(most, inspector.usedBytes());
            }
        }
        assertThat(most - before).as("bytes more on the heap").isLessThan(FLAT_BYTES);
    }

    /** More than the heap may grow by, in what a container makes of it. */
    private static long bytesEach(int what) {
        return what == HEAVY ? 24L << 20 : 6L << 20;
    }

    /** Something that costs the server work, and is not answered. */
    private static byte[] frame(int what, String room) {
        return switch (what) {
            case HEAVY -> Flood.heavy(room);
            case PONG -> Flood.frame(0x8A, "nobody has asked");
            default -> Flood.frame(0x8A, "");
        };
    }
}
