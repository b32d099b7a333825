package io.parley.web.admin;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;

/**
 * Tells what failed. Not a provider that is found by itself: an application's own resources have failures of their own.
 */
public class Failures implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger("io.parley.web.admin");

    /** Made by the container. */
    public Failures() {}

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            return refused(refused.getResponse());
        }
        if (failure instanceof IOException) {
            LOG.log(System.Logger.Level.DEBUG, "an administrator was gone before the end of an answer", failure);
            return Problem.response(Response.Status.INTERNAL_SERVER_ERROR, "nobody is there to read this");
        }
        LOG.log(System.Logger.Level.ERROR, "an administrator's request failed", failure);
        return Problem.response(Response.Status.INTERNAL_SERVER_ERROR, "a fault of the server; it has been logged");
    }

    /** What the container refuses by itself has no words of ours; its headers say what would be allowed. */
    private static Response refused(Response response) {
        if (MediaType.valueOf(Problem.MEDIA_TYPE).equals(response.getMediaType())) {
            return response;
        }
        Response told = Problem.response(response.getStatusInfo(), detail(response.getStatus()));
        String allowed = response.getHeaderString("Allow");
        return allowed == null
                ? told
                : Response.fromResponse(told).header("Allow", allowed).build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this path";
            case 405 -> "this method is not for this path; Allow says which are";
            case 406 -> "it cannot be given in any form that Accept names";
            default -> "the request cannot be understood";
        };
    }
}
