package io.parley.web.admin;

import io.parley.session.Connections;
import io.parley.trace.Subject;
import io.parley.trace.Trace;
import io.parley.trace.TraceCounts;
import io.parley.trace.TraceRefusedException;
import io.parley.trace.Traces;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** The traces that are on. */
@AdminOnly
@Dependent
@Path("traces")
public class TracesResource {

    @Inject
    private Traces traces;

    @Inject
    private Connections connections;

    /** Made by the container. */
    public TracesResource() {}

    /**
     * All of them: they are few.
     *
     * @return JSON
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        Traces.Overview overview = traces.overview();
        overview.traces().forEach(trace -> all.add(TraceJson.of(trace)));
        TraceCounts counts = overview.counts();
        return Json.createObjectBuilder()
                .add("traces", all)
                .add("connections", counts.connections())
                .add("bytes", counts.bytes())
                .add("missed", counts.missed())
                .add("evicted", counts.evicted())
                .build()
                .toString();
    }

    /**
     * Begins one.
     *
     * @param query whose frames, how many, and for how long
     * @param uri where this is
     * @param security who wants that
     * @return 201, and the trace
     */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response start(@BeanParam TraceQuery query, @Context UriInfo uri, @Context SecurityContext security) {
        Traces.Order order = query.order();
        if (order.subject() instanceof Subject.OneConnection one
                && connections.find(one.id()).isEmpty()) {
            throw Problem.NOT_FOUND.because("no such connection is open");
        }
        String who = Changes.who(security.getUserPrincipal());
        Trace trace = start(order, who);
        Changes.log(
                who, "begins trace " + trace.id() + ": " + TraceJson.of(trace).build());
        return Response.created(uri.getAbsolutePathBuilder().path(trace.id()).build())
                .entity(TraceJson.of(trace).build().toString())
                .build();
    }

    private Trace start(Traces.Order order, String who) {
        try {
            return traces.start(order, who);
        } catch (TraceRefusedException e) {
            Problem problem = e.isFull() ? Problem.CONFLICT : Problem.BAD_REQUEST;
            throw problem.because(String.valueOf(e.getMessage()));
        }
    }

    /**
     * One of them.
     *
     * @param id its id
     * @return JSON
     */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public String one(@PathParam("id") String id) {
        return traces.all().stream()
                .filter(trace -> trace.id().equals(id))
                .findFirst()
                .map(trace -> TraceJson.of(trace).build().toString())
                .orElseThrow(TracesResource::unknown);
    }

    /**
     * Ends one, and forgets what only that one has kept.
     *
     * @param id its id
     * @param security who wants that
     * @return 204
     */
    @DELETE
    @Path("{id}")
    public Response stop(@PathParam("id") String id, @Context SecurityContext security) {
        Trace trace = traces.stop(id).orElseThrow(TracesResource::unknown);
        Changes.log(Changes.who(security.getUserPrincipal()), "ends trace " + trace.id());
        return Response.noContent().build();
    }

    private static WebApplicationException unknown() {
        return Problem.NOT_FOUND.because("no such trace is on");
    }
}
