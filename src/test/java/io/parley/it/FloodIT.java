package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
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

/**
 * With all limits of a pace taken away, and nobody asked for a sign of life: who sends faster than the server works is
 * held back.
 */
@ExtendWith(ArquillianExtension.class)
class FloodIT {

    private static final int HEAVY = 0;
    private static final int PONG = 1;
    private static final int EMPTY_PONG = 2;
    private static final int FLOODERS = 4;
    private static final int PINGERS = 2;
    private static final int TALKS = 10;
    private static final long ENDLESS_BYTES = Long.MAX_VALUE;
    private static final long FLAT_BYTES = 64L << 20;

    /** Less than what two socket buffers would make of answers to pings. */
    private static final long HELD_BYTES = 16L << 20;

    /** In texts, more than the kernel buffers for a connection. */
    private static final int FULL = 800;

    private static final int SMALL_BUFFER_BYTES = 4096;

    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration FILLING = Duration.ofMinutes(3);

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
                "parley.limits.handshakes=0",
                "parley.outbox.bytes=67108864",
                "parley.outbox.age=PT5M",
                "parley.keepalive.ping=PT5M");
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

    /** Answers to pings wait in no outbox of ours, and nothing is held back before the sockets are full. */
    @Test
    void who_pings_and_does_not_read_is_held_back() {
        Inspector inspector = new Inspector(server);
        long before = inspector.usedBytes();
        try (Flood flood = new Flood();
                Client bea = server.member("bea", "hall")) {
            for (int i = 0; i < PINGERS; i++) {
                flood.begins(RawSocket.opened(server.page("chat")), Flood.frame(0x89, "p".repeat(125)), ENDLESS_BYTES);
            }
            assertThat(comesToRest(inspector)).as("no more pings are read").isTrue();

            assertThat(inspector.usedBytes() - before)
                    .as("bytes more on the heap")
                    .isLessThan(HELD_BYTES);
            bea.sends("{'type':'message','text':'still here'}");
            bea.waitsFor("{'type':'message','from':'bea','text':'still here'}");
        }
    }

    /** What is to be sent waits for who does not read; what that one says waits for nobody. */
    @Test
    void who_does_not_read_is_heard() {
        URI hall = server.page("chat/hall");
        try (RawSocket slow = RawSocket.connect(hall, SMALL_BUFFER_BYTES);
                Client cora = server.member("cora", "hall")) {
            slow.sendsHandshake(hall, "Sec-WebSocket-Protocol: parley.v1").readsHead();
            assertThat(slow.readsText()).contains("connected");
            assertThat(slow.readsText()).contains("joined");
            String text = "x".repeat(16_000);
            for (int i = 0; i < FULL; i++) {
                cora.sends("{'type':'message','text':'" + text + "'}");
                cora.waitsFor("{'type':'message','from':'cora'}");
            }

            slow.sendsBytes(Flood.frame(0x81, "{\"type\":\"message\",\"text\":\"I do not read\"}"));

            cora.waitsFor("{'type':'message','text':'I do not read'}");
        }
    }

    /** Asks until the server has read no ping for a while. */
    private static boolean comesToRest(Inspector inspector) {
        long end = System.nanoTime() + FILLING.toNanos();
        long since = System.nanoTime();
        String pings = "";
        while (System.nanoTime() - since < REST.toNanos() && System.nanoTime() < end) {
            String now = pings(inspector);
            since = now.equals(pings) ? since : System.nanoTime();
            pings = now;
        }
        return System.nanoTime() < end;
    }

    /** Else each frame has the server save a thread's context, which takes far longer than all else. */
    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
    void where_there_is_no_idle_timeout_no_frame_begins_a_timer() {
        try (Client dora = server.member("dora", "hall")) {
            assertThat(new Inspector(server).isSchedulerReplaced()).isTrue();
            dora.closes(1000);
        }
    }

    private static String pings(Inspector inspector) {
        return inspector
                .frames("")
                .lines()
                .filter(line -> line.startsWith("in PING"))
                .findFirst()
                .orElseThrow();
    }

    /**
     * More than the heap may grow by, in what a container makes of it: of six bytes far more than of a longer frame.
     */
    private static long bytesEach(int what) {
        return switch (what) {
            case HEAVY -> 24L << 20;
            case PONG -> 6L << 20;
            default -> 2L << 20;
        };
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
