package io.parley.web.admin;

import io.parley.frame.trace.FrameTrace;
import io.parley.frame.trace.PcapngWriter;
import io.parley.frame.trace.TracedFrame;
import io.parley.frame.trace.Visibility;
import io.parley.trace.TracedConnection;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Frames of a connection, in the forms in which they are given: those that there are when it is made. What passes while
 * it is written is not among them, and what the trace's ring loses meanwhile is left out.
 */
final class FramesDocument {

    /** A few at a time, so that a slow reader holds no more than these. */
    private static final int FEW_FRAMES = 100;

    private final TracedConnection connection;
    private final Visibility visibility;
    private final long after;
    private final int limit;

    /** What there was when it was made; its frames are left out. */
    private final FrameTrace.Excerpt state;

    /**
     * Of a connection.
     *
     * @param after the number of a frame: those behind it
     * @param limit no more than that
     * @param visibility how much of the payloads is shown
     */
    FramesDocument(TracedConnection connection, long after, int limit, Visibility visibility) {
        this.connection = connection;
        this.visibility = visibility;
        this.after = after;
        this.limit = limit;
        this.state = connection.frames().after(after, 0);
    }

    void json(OutputStream out) throws IOException {
        JsonGenerator json = Json.createGenerator(out);
        json.writeStartObject()
                .write("oldest", state.oldest())
                .write("count", state.count())
                .write("over", state.over());
        state.refusal().ifPresent(rule -> json.write("refusal", rule.name()));
        json.writeStartArray("frames");
        each(frame -> json.write(FrameJson.of(frame, visibility)));
        json.writeEnd().writeEnd().flush();
    }

    void jsonl(OutputStream out) throws IOException {
        each(frame -> {
            out.write(FrameJson.of(frame, visibility).toString().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        });
        out.flush();
    }

    void pcapng(OutputStream out) throws IOException {
        PcapngWriter writer = new PcapngWriter(out, connection.route(), visibility);
        writer.begin(
                connection.connection().openedAt(),
                "connection " + connection.connection().id());
        each(writer::write);
        writer.end(state.over());
        out.flush();
    }

    /** Takes a frame, and may fail at that. */
    @FunctionalInterface
    private interface Taker {
        void take(TracedFrame frame) throws IOException;
    }

    private void each(Taker taker) throws IOException {
        int left = limit;
        List<TracedFrame> few = few(after, left);
        while (!few.isEmpty()) {
            for (TracedFrame frame : few) {
                taker.take(frame);
            }
            left -= few.size();
            few = few(few.get(few.size() - 1).number(), left);
        }
    }

    private List<TracedFrame> few(long place, int left) {
        return connection.frames().after(place, Math.min(left, FEW_FRAMES)).frames().stream()
                .filter(frame -> frame.number() <= state.count())
                .toList();
    }
}
