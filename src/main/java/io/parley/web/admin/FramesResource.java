package io.parley.web.admin;

import io.parley.frame.trace.FrameTrace;
import io.parley.frame.trace.PcapngWriter;
import io.parley.frame.trace.TracedFrame;
import io.parley.frame.trace.Visibility;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frames that are kept of a connection. */
@AdminOnly
@Dependent
@Path("connections/{id}/frames")
public class FramesResource {

    /** Who may see what was said, as far as the settings have it kept. */
    public static final String PAYLOAD_ROLE = "parley-payloads";

    private static final int MOST_FRAMES = 10_000;
    private static final int FEW_FRAMES = 100;

    @Inject
    private Traces traces;

    /** Made by the container. */
    public FramesResource() {}

    /** In what form frames are given. */
    enum Format implements Parameters.Word {
        JSON("json"),
        JSONL("jsonl"),
        PCAPNG("pcapng");

        private final String word;

        Format(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /**
     * What is kept of them.
     *
     * @param id the connection's id
     * @param format {@code json}, {@code jsonl} or {@code pcapng}
     * @param after a frame's number: those behind it
     * @param limit no more than that
     * @param security who wants to see them
     * @return them
     */
    @GET
    public Response frames(
            @PathParam("id") String id,
            @QueryParam("format") @DefaultValue("json") String format,
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("limit") @DefaultValue("200") String limit,
            @Context SecurityContext security) {
        Format wanted = Parameters.word("format", format, Format.values()).orElse(Format.JSON);
        Part part = new Part(
                Parameters.longNumber("after", after, 0, Long.MAX_VALUE, 0),
                Parameters.number("limit", limit, 1, MOST_FRAMES, 1));
        TracedConnection connection = find(id);
        Visibility visibility = visibility(security);
        logShown(connection, visibility, Changes.who(security.getUserPrincipal()));
        return switch (wanted) {
            case JSON ->
                Response.ok(json(connection.frames(), part, visibility), MediaType.APPLICATION_JSON)
                        .build();
            case JSONL ->
                Response.ok(lines(connection.frames(), part, visibility), "application/jsonl")
                        .build();
            case PCAPNG ->
                Response.ok(pcapng(connection, part, visibility), "application/x-pcapng")
                        .header("Content-Disposition", "attachment; filename=\"parley.pcapng\"")
                        .build();
        };
    }

    /** Which of them. */
    private record Part(long after, int limit) {}

    private TracedConnection find(String id) {
        return traces.find(id).orElseThrow(() -> Problem.NOT_FOUND.because("no trace has frames of such a connection"));
    }

    static Visibility visibility(SecurityContext security) {
        return security.isUserInRole(PAYLOAD_ROLE) ? Visibility.SHOWN : Visibility.REDACTED;
    }

    /** Says in the log who is shown what was said; nothing where nothing is. */
    static void logShown(TracedConnection connection, Visibility visibility, String who) {
        if (visibility == Visibility.SHOWN && connection.frames().keepsPayloads()) {
            Changes.log(
                    who,
                    "sees what is said on connection " + connection.connection().id());
        }
    }

    private static StreamingOutput json(FrameTrace trace, Part part, Visibility visibility) {
        return out -> {
            FrameTrace.Excerpt excerpt = trace.after(part.after(), 0);
            JsonGenerator json = Json.createGenerator(out);
            json.writeStartObject()
                    .write("oldest", excerpt.oldest())
                    .write("count", excerpt.count())
                    .write("over", excerpt.over());
            excerpt.refusal().ifPresent(rule -> json.write("refusal", rule.name()));
            json.writeStartArray("frames");
            each(trace, part, frame -> json.write(FrameJson.of(frame, visibility)));
            json.writeEnd().writeEnd().flush();
        };
    }

    private static StreamingOutput lines(FrameTrace trace, Part part, Visibility visibility) {
        return out -> {
            each(trace, part, frame -> {
                out.write(FrameJson.of(frame, visibility).toString().getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            });
            out.flush();
        };
    }

    private static StreamingOutput pcapng(TracedConnection connection, Part part, Visibility visibility) {
        return out -> pcapng(connection, part, new PcapngWriter(out, connection.route(), visibility), out);
    }

    private static void pcapng(TracedConnection connection, Part part, PcapngWriter writer, OutputStream out)
            throws IOException {
        boolean over = connection.frames().isOver();
        writer.begin(
                connection.connection().openedAt(),
                "connection " + connection.connection().id());
        each(connection.frames(), part, writer::write);
        writer.end(over);
        out.flush();
    }

    /** Takes a frame, and may fail at that. */
    @FunctionalInterface
    private interface Taker {
        void take(TracedFrame frame) throws IOException;
    }

    /** A few at a time, so that a slow reader holds no more than these. */
    private static void each(FrameTrace trace, Part part, Taker taker) throws IOException {
        long after = part.after();
        long last = trace.after(0, 0).count();
        int left = part.limit();
        List<TracedFrame> some = trace.after(after, Math.min(left, FEW_FRAMES)).frames();
        while (!some.isEmpty() && after < last && left > 0) {
            for (TracedFrame frame : some) {
                taker.take(frame);
            }
            after = some.get(some.size() - 1).number();
            left -= some.size();
            some = trace.after(after, Math.min(left, FEW_FRAMES)).frames();
        }
    }
}
