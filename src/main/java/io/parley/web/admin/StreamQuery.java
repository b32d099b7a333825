package io.parley.web.admin;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which frames are to be followed. Filled from the request (Jakarta REST, section 3.2). */
public class StreamQuery {

    /** The connection's id. */
    @PathParam("id")
    private @Nullable String id;

    /** A frame's number: it goes on behind it. */
    @QueryParam("after")
    private @Nullable String after;

    /** The same, from a browser that comes back (HTML, section 9.2.4). */
    @HeaderParam("Last-Event-ID")
    private @Nullable String last;

    /** Made by the container. */
    public StreamQuery() {}

    String id() {
        return String.valueOf(id);
    }

    long after() {
        return last == null
                ? Parameters.longNumber("after", after, 0, Long.MAX_VALUE, 0)
                : Parameters.longNumber("Last-Event-ID", last, 0, Long.MAX_VALUE, 0);
    }
}
