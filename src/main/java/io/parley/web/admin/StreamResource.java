package io.parley.web.admin;

import io.parley.frame.trace.Visibility;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import io.parley.web.Tap;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** The frames of a connection as they pass (Jakarta REST, section 8.2). */
@AdminOnly
@Dependent
@Path("connections/{id}/stream")
public class StreamResource {

    @Inject
    private Traces traces;

    @Inject
    private LiveStreams streams;

    @Inject
    private Tap tap;

    /** Made by the container. */
    public StreamResource() {}

    /**
     * What there would be to follow: else a HEAD would follow it, and hear nothing (Jakarta REST, section 3.3.5).
     *
     * @param query which
     * @return nothing but headers
     */
    @HEAD
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response head(@BeanParam StreamQuery query) {
        query.after();
        find(query.id());
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS).build();
    }

    /**
     * Follows them: first those that are kept, then each that comes.
     *
     * @param query which
     * @param request whose connection keeps no more than one event that is not read
     * @param answer is given on a thread of the stream's own, which waits for the client
     * @param security who wants to see them
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void follow(
            @BeanParam StreamQuery query,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer,
            @Context SecurityContext security) {
        long after = query.after();
        TracedConnection connection = find(query.id());
        Visibility visibility = FramesResource.visibility(security);
        tap.keepsLittle(request);
        String who = Changes.who(security.getUserPrincipal());
        if (!streams.begin(new LiveStream(connection, after, visibility), frames -> {
            FramesResource.logShown(connection, visibility, who);
            answer.resume(frames);
        })) {
            throw Problem.TOO_MANY.because("as many streams follow frames as may; end one first");
        }
    }

    private TracedConnection find(String id) {
        return traces.find(id).orElseThrow(() -> Problem.NOT_FOUND.because("no trace has frames of such a connection"));
    }
}
