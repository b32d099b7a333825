package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Administrators who ask for frames, and do not read them. */
@ExtendWith(ArquillianExtension.class)
class StalledStreamIT {

    private static final Logger LOG = Logger.getLogger(StalledStreamIT.class.getName());

    private static final int STREAMS = 2;
    private static final int CHARS = 4000;
    private static final int PAYLOAD_BYTES = 4096;
    private static final int LOOKS = 5;

    /** Of what the system would keep for who does not read, the part that can be told. */
    private static final int WINDOW_BYTES = 64 * 1024;

    /** Behind so many the heap is looked at. Each passes twice, and the trace keeps far less of them. */
    private static final int MESSAGES = 300;

    /** What the heap may differ by; of what passes, it is far less. */
    private static final long NOISE_BYTES = 8L << 20;

    @ArquillianResource
    private URI deployed;

    private Server server;
    private Inspector inspector;
    private AdminClient reader;
    private String trace;
    private final List<InputStream> followed = new ArrayList<>();

    @Deployment(testable = false)
    static WebArchive open() {
        return AdminClient.with(Inspector.in(
                "parley.traces.payload-bytes=" + PAYLOAD_BYTES,
                "parley.traces.streams=" + STREAMS,
                "parley.frames.rate=0",
                "parley.frames.byte-rate=0",
                "parley.limits.rate=0",
                "parley.limits.user-rate=0",
                "parley.limits.byte-rate=0"));
    }

    @BeforeEach
    void begin() {
        server = new Server(deployed);
        inspector = new Inspector(server);
        reader = new AdminClient(server, Optional.of(AdminClient.SEES_ALL));
        trace = reader.traces("sample=1");
    }

    @AfterEach
    void end() throws IOException {
        for (InputStream stream : followed) {
            stream.close();
        }
        reader.asks("DELETE", "traces/" + trace);
    }

    /** Asks for something, until there is a place for it, reads the head of the answer, and no more. */
    private RawSocket asks(String path) {
        long end = System.nanoTime() + Inspector.PATIENCE.toNanos();
        RawSocket socket = sends(path);
        int status = socket.readsHead().status();
        while (status == 429 && System.nanoTime() < end) {
            socket.close();
            socket = sends(path);
            status = socket.readsHead().status();
        }
        assertThat(status).isEqualTo(200);
        return socket;
    }

    private RawSocket sends(String path) {
        URI page = server.page("admin/" + path);
        return RawSocket.connect(page, WINDOW_BYTES)
                .sends(List.of(
                        "GET " + page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery())
                                + " HTTP/1.1",
                        "Host: " + page.getAuthority(),
                        "X-As: " + AdminClient.SEES_ALL));
    }

    /** The path of the only connection that is traced in a room. */
    private String connection(String room) {
        return "connections/"
                + reader.gets("connections?room=" + room)
                        .getJsonArray("connections")
                        .getJsonObject(0)
                        .getString("id");
    }

    /** Says something so often, and hears it each time. */
    private static void says(Client ann, String room, int messages) {
        for (int i = 0; i < messages; i++) {
            ann.says(room, "x".repeat(CHARS));
        }
    }

    @Test
    void who_does_not_read_a_stream_costs_little_and_others_nothing_and_loses_the_place() throws IOException {
        ServerLog log = new ServerLog();
        try (Client ann = server.member("ann", "stalled")) {
            String stream = connection("stalled") + "/stream";
            says(ann, "stalled", MESSAGES);
            long before = inspector.usedBytes();
            try (RawSocket first = asks(stream);
                    RawSocket second = asks(stream);
                    Client bob = server.member("bob", "stalled")) {
                assertThat(follows(stream)).as("while they are there").isEqualTo(429);
                long most = 0;
                for (int i = 0; i < LOOKS; i++) {
                    says(ann, "stalled", MESSAGES);
                    assertThat(heardBy(bob))
                            .as("messages that the others heard")
                            .isEqualTo(MESSAGES);
                    most = Math.max(most, inspector.usedBytes());
                }
                long more = most - before;
                LOG.info(() -> String.format("%d streams that nobody reads: %,d bytes of the heap", STREAMS, more));
                assertThat(more).as("bytes more on the heap").isLessThan(NOISE_BYTES);
                assertThat(followsAgain(stream)).as("in the first's place").isEqualTo(200);
                assertThat(followsAgain(stream)).as("in the second's place").isEqualTo(200);
                first.drops();
                second.drops();
            }
            ann.closes(1000);
        }
        assertThat(log.trouble()).isEmpty();
    }

    private static long heardBy(Client member) {
        return member.heard().stream()
                .filter(event -> event.getString("type").equals("message"))
                .count();
    }

    /** Asks for a stream, and keeps it if it is given; the status. */
    private int follows(String stream) throws IOException {
        HttpResponse<InputStream> answer = reader.follows(stream);
        if (answer.statusCode() == 200) {
            followed.add(answer.body());
        } else {
            answer.body().close();
        }
        return answer.statusCode();
    }

    /** Asks until there is a place. */
    private int followsAgain(String stream) throws IOException {
        long end = System.nanoTime() + Inspector.PATIENCE.toNanos();
        int status = follows(stream);
        while (status == 429 && System.nanoTime() < end) {
            status = follows(stream);
        }
        return status;
    }

    @Test
    void who_reads_on_in_time_is_told_what_was_missed() {
        try (Client ann = server.member("ann", "late");
                RawSocket late = asks(connection("late") + "/stream")) {
            says(ann, "late", 2 * MESSAGES);
            ann.closes(1000);

            List<String> events = late.readsLinesUntil(StalledStreamIT::isOver);
            assertThat(events).anyMatch(line -> isEvent(line, "missed"));
        }
    }

    private static boolean isOver(String line) {
        return isEvent(line, "over");
    }

    private static boolean isEvent(String line, String name) {
        return line.replace(" ", "").equals("event:" + name);
    }

    @Test
    void who_breaks_a_download_off_is_no_fault_of_the_server() {
        ServerLog log = new ServerLog();
        try (Client ann = server.member("ann", "broken")) {
            says(ann, "broken", 100);
            String frames = connection("broken") + "/frames?limit=10000&format=";
            for (String format : List.of("json", "jsonl", "pcapng")) {
                asks(frames + format).drops();
                says(ann, "broken", 10);
            }
        }
        assertThat(log.trouble()).isEmpty();
    }
}
