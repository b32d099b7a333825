package io.parley.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Meanwhile;
import io.parley.frame.Opcode;
import io.parley.frame.inspection.Routes;
import io.parley.frame.trace.FrameTrace;
import io.parley.frame.trace.Secrets;
import io.parley.frame.trace.TraceSize;
import io.parley.frame.trace.Travelling;
import io.parley.frame.trace.Visibility;
import io.parley.protocol.User;
import io.parley.session.OutboxLimits;
import io.parley.session.TestConnections;
import io.parley.session.TestTransport;
import io.parley.time.TestTime;
import io.parley.trace.TracedConnection;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FramesDocumentTest {

    private static final int KEPT = 300;
    private static final int ALL = 10_000;

    private final TestTime time = new TestTime();
    private final Travelling frames = new Travelling();
    private final FrameTrace trace = new FrameTrace(new TraceSize(KEPT, 0), time, Secrets.NONE);

    FramesDocumentTest() {
        assertThat(frames.inspection().add(trace)).isTrue();
    }

    private void passes(int count) {
        for (int i = 0; i < count; i++) {
            frames.goes(Opcode.PING, "");
        }
    }

    private FramesDocument document(long after, int limit) {
        TestConnections connections = new TestConnections(time, new OutboxLimits(1 << 20, Duration.ofSeconds(10)));
        return new FramesDocument(
                new TracedConnection(connections.open(User.principal("ann"), new TestTransport()), Routes.ANY, trace),
                after,
                limit,
                Visibility.REDACTED);
    }

    private static JsonObject json(FramesDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.json(out);
        return json(out);
    }

    private static JsonObject json(ByteArrayOutputStream out) {
        return object(out.toString(StandardCharsets.UTF_8));
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static List<Long> numbers(JsonObject document) {
        return document.getJsonArray("frames").getValuesAs(JsonObject.class).stream()
                .map(FramesDocumentTest::number)
                .toList();
    }

    private static long number(JsonObject frame) {
        return frame.getJsonNumber("number").longValue();
    }

    private static Long[] numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toArray(Long[]::new);
    }

    @Test
    void frames_that_pass_while_it_is_written_are_not_among_its_own() throws IOException {
        passes(150);

        Meanwhile out = new Meanwhile(() -> passes(1));
        document(0, ALL).json(out);

        assertThat(trace.after(0, 0).count()).isGreaterThan(150);
        JsonObject document = json(out);
        assertThat(document.getInt("count")).isEqualTo(150);
        assertThat(numbers(document)).containsExactly(numbers(1, 150));
    }

    @Test
    void it_has_what_there_was_when_it_was_made_line_by_line_as_well() throws IOException {
        passes(150);
        FramesDocument document = document(7, ALL);
        passes(2);

        Meanwhile out = new Meanwhile(() -> passes(1));
        document.jsonl(out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> number(object(line))))
                .containsExactly(numbers(8, 150));
    }

    @Test
    void what_the_ring_lost_while_it_was_written_is_left_out() throws IOException {
        passes(KEPT);
        FramesDocument document = document(0, ALL);
        passes(50);

        JsonObject json = json(document);

        assertThat(json.getInt("oldest")).isEqualTo(1);
        assertThat(json.getInt("count")).isEqualTo(KEPT);
        assertThat(numbers(json)).containsExactly(numbers(51, KEPT));
    }

    @Test
    void no_more_are_given_than_were_asked_for() throws IOException {
        passes(250);

        assertThat(numbers(json(document(20, 130)))).containsExactly(numbers(21, 150));
        assertThat(numbers(json(document(249, 130)))).containsExactly(250L);
        assertThat(numbers(json(document(250, 130)))).isEmpty();
        assertThat(numbers(json(document(Long.MAX_VALUE, 130)))).isEmpty();
    }
}
