package io.parley.web.admin;

import jakarta.json.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;

/** What can go wrong, told as problem details (RFC 9457, section 3). The detail quotes no secret and no stack trace. */
enum Problem {
    BAD_REQUEST(Status.BAD_REQUEST),
    FORBIDDEN(Status.FORBIDDEN),
    NOT_FOUND(Status.NOT_FOUND),
    CONFLICT(Status.CONFLICT),
    TOO_MANY(Status.TOO_MANY_REQUESTS);

    /** RFC 9457, section 6. */
    static final String MEDIA_TYPE = "application/problem+json";

    private final Status status;

    Problem(Status status) {
        this.status = status;
    }

    /** With what is to be done about it. */
    Response response(String detail) {
        return response(status, detail);
    }

    /** To throw. */
    WebApplicationException because(String detail) {
        return new WebApplicationException(detail, response(detail));
    }

    static Response response(StatusType status, String detail) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(json(status.getStatusCode(), status.getReasonPhrase(), detail))
                .build();
    }

    static String json(int status, String title, String detail) {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .build()
                .toString();
    }
}
