package io.parley.web.admin;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * What a container answers that refuses somebody itself, as {@code web.xml} has it (Jakarta Servlet, section 10.9.2):
 * where it asks for a log-in, it does not leave the answer to {@link AdminGuard}. The challenge is the container's.
 */
@WebServlet(name = "parley-unauthorized", urlPatterns = Unauthorized.PATH)
public class Unauthorized extends HttpServlet {

    /** Where the container finds it; beside the interface, which may stand elsewhere. */
    static final String PATH = "/parley-unauthorized";

    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public Unauthorized() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AdminGuard.refuseUnknown(response);
    }
}
