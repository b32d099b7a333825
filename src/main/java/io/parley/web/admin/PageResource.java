package io.parley.web.admin;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page, and what describes the interface. */
@AdminOnly
@Dependent
@Path("")
public class PageResource {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml");

    /** Made by the container. */
    public PageResource() {}

    /**
     * The page; its files are found from a path that ends with a slash.
     *
     * @param uri where this is
     * @return HTML, or where it is
     */
    @GET
    public Response page(@Context UriInfo uri) {
        String path = uri.getRequestUri().getRawPath();
        return path.endsWith("/")
                ? file("index.html")
                : Response.seeOther(uri.getRequestUriBuilder()
                                .replacePath(path + "/")
                                .build())
                        .build();
    }

    /**
     * What describes the interface.
     *
     * @return a document of OpenAPI 3.0
     */
    @GET
    @Path("openapi.json")
    public Response description() {
        return answer("openapi.json", "application/json");
    }

    /**
     * A file of the page.
     *
     * @param name of the file
     * @return the file
     */
    @GET
    @Path("{name: [a-z]+\\.(html|css|js|svg)}")
    public Response file(@PathParam("name") String name) {
        return answer("page/" + name, TYPES.getOrDefault(name.substring(name.indexOf('.') + 1), "text/plain"));
    }

    private static Response answer(String resource, String type) {
        try (@Nullable InputStream in = PageResource.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw Problem.NOT_FOUND.because("there is no such file");
            }
            return Response.ok(in.readAllBytes())
                    .type(type)
                    .header("Content-Security-Policy", POLICY)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
