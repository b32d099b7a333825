package io.parley.web.admin;

import io.parley.session.Drain;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** The farewell of this node. */
@AdminOnly
@Dependent
@Path("drain")
public class DrainResource {

    @Inject
    private Drain drain;

    /** Made by the container. */
    public DrainResource() {}

    /**
     * Shuts the doors, and sees everybody off; nothing more where that has begun.
     *
     * @param security who wants that
     * @return 202, since it takes its time
     */
    @POST
    public Response begin(@Context SecurityContext security) {
        Changes.log(Changes.who(security.getUserPrincipal()), "drains the server");
        drain.begin();
        return Response.accepted().build();
    }

    /**
     * Opens the doors again; who was not told yet stays.
     *
     * @param security who wants that
     * @return 204
     */
    @DELETE
    public Response end(@Context SecurityContext security) {
        Changes.log(Changes.who(security.getUserPrincipal()), "opens the doors again");
        drain.resume();
        return Response.noContent().build();
    }
}
