package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.RawFrame;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a trace shows of a conversation that is known frame by frame, in every form. */
@ExtendWith(ArquillianExtension.class)
class TraceIT {

    private static final OptionalInt KEY = OptionalInt.of(0x1A2B3C4D);
    private static final int STREAMS = 8;
    private static final String SECRET = "Xyzzy-plugh";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MASK = "websocket.mask";
    private static final String[] CAPTURED = {
        "websocket.fin", "websocket.opcode", "websocket.payload_length", "websocket.payload_length_ext_16", MASK
    };
    private static final String PINGED = "are you there?";
    private static final byte[] ASKED = PINGED.getBytes(StandardCharsets.UTF_8);
    private static final byte[] DONE = {3, (byte) 0xE8, 'b', 'y', 'e'};

    @ArquillianResource
    private URI deployed;

    @TempDir
    private Path folder;

    private Server server;
    private AdminClient admin;
    private AdminClient reader;
    private String trace;
    private String token = "";
    private final List<String> said = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    @Deployment(testable = false)
    static WebArchive keeping() {
        return AdminClient.with(Archives.configured("parley.traces.payload-bytes=4096", "parley.keepalive.ping=PT1H"));
    }

    @BeforeEach
    void begin() {
        server = new Server(deployed);
        admin = AdminClient.of(server);
        reader = new AdminClient(server, Optional.of(AdminClient.SEES_ALL));
        trace = admin.traces("sample=1");
    }

    @AfterEach
    void end() {
        admin.asks("DELETE", "traces/" + trace);
    }

    private void says(RawSocket socket, int firstByte, byte... payload) {
        socket.sendsBytes(RawFrame.of(firstByte, KEY, payload).bytes());
        said.add(line((firstByte & 0x80) != 0, firstByte & 0xF, payload));
    }

    private void says(RawSocket socket, int firstByte, String text) {
        says(socket, firstByte, text.getBytes(StandardCharsets.UTF_8));
    }

    private RawSocket.Frame hears(RawSocket socket) {
        RawSocket.Frame frame = socket.readsFrame();
        byte[] payload = new byte[frame.payload().remaining()];
        frame.payload().duplicate().get(payload);
        heard.add(line(true, frame.opcode(), payload));
        return frame;
    }

    private static String line(boolean fin, int opcode, byte... payload) {
        return fin + " " + opcode + " " + payload.length + " " + text(opcode, payload);
    }

    private static String text(int opcode, byte... payload) {
        int from = opcode == RawSocket.CLOSE ? Short.BYTES : 0;
        return new String(payload, from, payload.length - from, StandardCharsets.UTF_8);
    }

    /** Somebody says something in all kinds of frames, hears everything, and goes; the connection's id. */
    private String converses(String room) {
        try (RawSocket socket = RawSocket.opened(server.page("chat/" + room), "Sec-WebSocket-Protocol: parley.v1")) {
            JsonObject connected = Client.json(hears(socket).text());
            token = connected.getString("guest");
            heard.replaceAll(line -> line.replace(token, "*".repeat(token.length())));
            hearsUntil(socket, frame -> frame.text().contains("\"joined\""));
            says(socket, 0x01, "{\"type\":\"message\",");
            says(socket, 0x89, ASKED);
            // Whether a pong or what is said in the room comes first is not promised, only that it comes
            RawSocket.Frame pong = hearsUntil(socket, frame -> frame.opcode() != RawSocket.TEXT);
            assertThat(pong).isEqualTo(new RawSocket.Frame(RawSocket.PONG, ByteBuffer.wrap(ASKED)));
            says(socket, 0x00, "\"text\":\"" + SECRET);
            says(socket, 0x80, "\"}");
            hearsUntil(socket, frame -> frame.text().contains(SECRET));
            says(socket, 0x81, "{\"type\":\"ping\"}");
            hearsUntil(socket, frame -> frame.text().contains("\"pong\""));
            says(socket, 0x88, DONE);
            hearsUntil(socket, frame -> frame.opcode() == RawSocket.CLOSE);
            socket.readsToTheEnd();
            return connected.getString("id");
        }
    }

    /** Hears frames, few at all, until one is like that; that one. */
    private RawSocket.Frame hearsUntil(RawSocket socket, Predicate<RawSocket.Frame> wanted) {
        RawSocket.Frame frame = hears(socket);
        while (!wanted.test(frame)) {
            assertThat(heard).hasSizeLessThan(10);
            frame = hears(socket);
        }
        return frame;
    }

    /** Asks until the connection is over for the trace, too. */
    private JsonObject traced(AdminClient who, String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonObject traced = who.gets(frames(id));
        while (!traced.getBoolean("over") && System.nanoTime() < end) {
            traced = who.gets(frames(id));
        }
        assertThat(traced.getBoolean("over")).as("over").isTrue();
        return traced;
    }

    private static String frames(String id) {
        return "connections/" + id + "/frames";
    }

    private static List<String> lines(JsonObject traced, String way) {
        return traced.getJsonArray("frames").stream()
                .map(JsonValue::asJsonObject)
                .filter(frame -> frame.getString("way").equals(way))
                .map(frame -> frame.getBoolean("fin") + " "
                        + opcode(frame.getString("opcode")) + " " + frame.getInt("length") + " "
                        + frame.getString("payload", ""))
                .toList();
    }

    private static int opcode(String word) {
        return io.parley.frame.Opcode.valueOf(word.toUpperCase(java.util.Locale.ROOT))
                .code();
    }

    @Test
    void a_trace_of_a_conversation_is_the_conversation_frame_by_frame_both_ways() {
        String id = converses("script");

        JsonObject traced = traced(reader, id);

        assertThat(lines(traced, "in")).isEqualTo(said);
        assertThat(lines(traced, "out")).isEqualTo(heard);
        assertThat(traced.getJsonArray("frames").stream()
                        .map(JsonValue::asJsonObject)
                        .allMatch(frame -> frame.getBoolean("masked")
                                == frame.getString("way").equals("in")))
                .as("only what comes is masked")
                .isTrue();
        assertThat(traced.getInt("count")).isEqualTo(said.size() + heard.size());
        assertThat(traced.getInt("oldest")).isEqualTo(1);
    }

    @Test
    void who_has_not_the_role_for_payloads_sees_none_in_any_form_nor_does_the_log() throws IOException {
        ServerLog log = new ServerLog();
        String id = converses("secret");
        traced(admin, id);

        List<String> shown = new ArrayList<>();
        for (String format : List.of("json", "jsonl", "pcapng")) {
            String query = frames(id) + "?format=" + format;
            assertThat(unmasked(reader.downloads(query), format))
                    .as(format + " with the role")
                    .contains(SECRET)
                    .doesNotContain(token);
            shown.add(unmasked(admin.downloads(query), format));
        }
        shown.add(streamed(admin, id));
        shown.addAll(log.lines());

        assertThat(streamed(reader, id)).contains(SECRET).doesNotContain(token);
        // Who was shown what was said
        log.has(line -> line.contains("root") && line.contains(id));
        assertThat(shown).noneMatch(text -> text.contains(SECRET) || text.contains(PINGED) || text.contains(token));
    }

    /** What is masked in a capture is looked at through the mask, at every offset. */
    private static String unmasked(byte[] bytes, String format) {
        StringBuilder texts = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int shift = 0; format.equals("pcapng") && shift < Integer.BYTES; shift++) {
            byte[] clear = bytes.clone();
            for (int i = 0; i < clear.length; i++) {
                clear[i] ^= (byte) (KEY.orElseThrow() >> (24 - 8 * ((i + shift) % Integer.BYTES)));
            }
            texts.append(new String(clear, StandardCharsets.ISO_8859_1));
        }
        return texts.toString();
    }

    /** The stream of a connection that is over, to its end. */
    private static String streamed(AdminClient who, String id) throws IOException {
        HttpResponse<java.io.InputStream> stream = who.follows("connections/" + id + "/stream");
        assertThat(stream.statusCode()).isEqualTo(200);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            return String.join("\n", lines.lines().toList());
        }
    }

    @Test
    void a_stream_shows_what_was_and_what_comes_and_ends_with_the_connection() throws IOException {
        String id;
        HttpResponse<java.io.InputStream> stream;
        try (Client ann = server.member("ann", "stream")) {
            id = only("stream");
            stream = reader.follows("connections/" + id + "/stream?after=1");
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                ann.says("stream", SECRET);
                List<String> seen = new ArrayList<>();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    seen.add(line);
                    if (line.contains("\"way\":\"out\"") && line.contains(SECRET)) {
                        ann.closes(1000);
                    }
                }
                assertThat(seen).anyMatch(line -> line.replace(" ", "").equals("id:2"));
                assertThat(seen).noneMatch(line -> line.replace(" ", "").equals("id:1"));
                assertThat(seen).anyMatch(line -> line.replace(" ", "").equals("event:over"));
            }
        }
    }

    @Test
    void who_only_asks_whether_there_is_a_stream_takes_none() throws IOException {
        try (Client ann = server.member("ann", "asked")) {
            String stream = "connections/" + only("asked") + "/stream";
            for (int i = 0; i < STREAMS; i++) {
                assertThat(admin.asks("HEAD", stream).statusCode()).isEqualTo(200);
            }

            HttpResponse<java.io.InputStream> followed = admin.follows(stream);
            assertThat(followed.statusCode()).isEqualTo(200);
            ann.closes(1000);
            assertThat(new String(followed.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("over");
        }
    }

    /** The id of the only connection in a room. */
    private String only(String room) {
        return admin.gets("connections?room=" + room)
                .getJsonArray("connections")
                .getJsonObject(0)
                .getString("id");
    }

    @Test
    @Tag("tshark")
    void wireshark_reads_the_same_frames_from_the_capture() throws IOException {
        String id = converses("capture");
        traced(reader, id);
        Path file = folder.resolve("frames.pcapng");
        Files.write(file, reader.downloads(frames(id) + "?format=pcapng"));

        Tshark tshark = new Tshark(file, CAPTURED);

        assertThat(tshark.complaints()).isEmpty();
        assertThat(captured(tshark, "1")).isEqualTo(headers(said));
        assertThat(captured(tshark, "0")).isEqualTo(headers(heard));
    }

    private static List<String> captured(Tshark tshark, String masked) {
        return tshark.where(MASK, masked, CAPTURED).stream()
                .map(row -> row.get(0).equals("1") + " " + row.get(1) + " "
                        + (row.get(3).isEmpty() ? row.get(2) : row.get(3)))
                .toList();
    }

    private static List<String> headers(List<String> lines) {
        return lines.stream()
                .map(line -> String.join(" ", List.of(line.split(" ", -1)).subList(0, 3)))
                .toList();
    }
}
