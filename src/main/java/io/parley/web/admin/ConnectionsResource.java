package io.parley.web.admin;

import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.session.Connection;
import io.parley.session.Connections;
import io.parley.trace.TracedConnection;
import io.parley.trace.Traces;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections of this node. */
@AdminOnly
@Dependent
@Path("connections")
public class ConnectionsResource {

    private static final int MOST_REASON_BYTES = 123;
    private static final int MOST_CODE = 4999;

    @Inject
    private Connections connections;

    @Inject
    private Traces traces;

    /** Made by the container. */
    public ConnectionsResource() {}

    /**
     * Some of them.
     *
     * @param query which, and in which order
     * @return JSON
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list(@BeanParam ConnectionsQuery query) {
        List<Connection> wanted =
                connections.all().stream().filter(query.wanted()).toList();
        JsonArrayBuilder page = Json.createArrayBuilder();
        query.page(wanted)
                .forEach(connection ->
                        page.add(ConnectionJson.of(connection, ConnectionJson.state(connection), traces)));
        return Json.createObjectBuilder()
                .add("connections", page)
                .add("total", wanted.size())
                .add("offset", query.offset())
                .add("limit", query.limit())
                .build()
                .toString();
    }

    /**
     * One of them, or one that has ended and is traced.
     *
     * @param id its id
     * @return JSON
     */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public String one(@PathParam("id") String id) {
        Optional<Connection> open = connections.find(id);
        Connection connection = open.or(() -> traces.find(id).map(TracedConnection::connection))
                .orElseThrow(() -> Problem.NOT_FOUND.because("no such connection is open, or was traced"));
        String state = open.isPresent() ? ConnectionJson.state(connection) : "closed";
        JsonObjectBuilder json = ConnectionJson.of(connection, state, traces);
        connection.frames().ifPresent(counts -> json.add("frames", CountsJson.of(counts)));
        return json.build().toString();
    }

    /**
     * Closes one on purpose: it is told, what waits still leaves, and then it is closed.
     *
     * @param id its id
     * @param code of the catalogue
     * @param reason for people; the code's own where absent
     * @param security who wants that
     * @return 202, since it takes its time
     */
    @POST
    @Path("{id}/close")
    public Response close(
            @PathParam("id") String id,
            @QueryParam("code") @Nullable String code,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext security) {
        CloseCode known = CloseCode.of(Parameters.number("code", code, 0, MOST_CODE, 0))
                .orElseThrow(() -> Problem.BAD_REQUEST.because("code has to be one of those that Parley closes with"));
        CloseReason wanted = reason == null ? CloseReason.of(known) : reason(known, reason);
        Connection connection =
                connections.find(id).orElseThrow(() -> Problem.NOT_FOUND.because("no such connection is open"));
        connection.close(wanted);
        Changes.log(
                Changes.who(security.getUserPrincipal()),
                "closes connection " + connection.id() + " with " + known.code() + ", " + wanted.text());
        return Response.accepted().build();
    }

    private static CloseReason reason(CloseCode code, String text) {
        CloseReason reason = new CloseReason(code, text);
        if (!reason.text().equals(text)) {
            throw Problem.BAD_REQUEST.because(
                    "reason has at most " + MOST_REASON_BYTES + " bytes of UTF-8 (RFC 6455, section 5.5)");
        }
        return reason;
    }
}
