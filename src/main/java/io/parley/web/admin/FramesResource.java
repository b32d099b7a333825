package io.parley.web.admin;

import io.parley.frame.trace.Visibility;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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

/** The frames that are kept of a connection. */
@AdminOnly
@Dependent
@Path("connections/{id}/frames")
public class FramesResource {

    /** Who may see what was said, as far as the settings have it kept. */
    public static final String PAYLOAD_ROLE = "parley-payloads";

    private static final int MOST_FRAMES = 10_000;

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
        long behind = Parameters.longNumber("after", after, 0, Long.MAX_VALUE, 0);
        int most = Parameters.number("limit", limit, 1, MOST_FRAMES, 1);
        TracedConnection connection = find(id);
        Visibility visibility = visibility(security);
        logShown(connection, visibility, Changes.who(security.getUserPrincipal()));
        FramesDocument document = new FramesDocument(connection, behind, most, visibility);
        return switch (wanted) {
            case JSON -> answer(document::json, MediaType.APPLICATION_JSON).build();
            case JSONL -> answer(document::jsonl, "application/jsonl").build();
            case PCAPNG ->
                answer(document::pcapng, "application/x-pcapng")
                        .header("Content-Disposition", "attachment; filename=\"parley.pcapng\"")
                        .build();
        };
    }

    private static Response.ResponseBuilder answer(StreamingOutput document, String type) {
        return Response.ok(document, type);
    }

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
}
