package io.parley.web.admin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of everything at {@code /admin}: only those come through who have the role by the container's
 * security (Jakarta Servlet, section 13.3), and only from where a browser's own page could have sent a change. Where no
 * security is configured, nobody does.
 */
@WebFilter(
        filterName = "parley-admin",
        urlPatterns = {"/admin", "/admin/*"},
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.INCLUDE})
public class AdminGuard extends HttpFilter {

    /** Who may see and change things. */
    public static final String ROLE = "parley-admin";

    /** A page of another origin cannot send it without asking first, and is never answered (Fetch, "CORS check"). */
    static final String CHANGE_HEADER = "X-Parley-Admin";

    /** In web.xml, how to ask for a log-in where the container does not (RFC 9110, section 11.6.1). */
    private static final String CHALLENGE = "parley.admin.challenge";

    /** What to do about that. */
    static final String FOREIGN =
            "a change needs the header " + CHANGE_HEADER + ", so that no page of another origin makes it";

    @Serial
    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = System.getLogger("io.parley.web.admin");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Made by the container. */
    public AdminGuard() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        harden(response);
        if (!isAuthenticated(request, response)) {
            if (!response.isCommitted()) {
                refuseUnknown(response);
            }
        } else if (!request.isUserInRole(ROLE)) {
            tell(response, HttpServletResponse.SC_FORBIDDEN, "Forbidden", "this is for the role " + ROLE);
        } else if (isForeign(request.getMethod(), request.getHeader(CHANGE_HEADER))) {
            tell(response, HttpServletResponse.SC_FORBIDDEN, "Forbidden", FOREIGN);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether a page of another origin could have wanted that. */
    static boolean isForeign(String method, @Nullable String changeHeader) {
        return !READING.contains(method) && changeHeader == null;
    }

    private static void harden(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Where nobody has been, the container asks in its own way; some have none, and fail at that. */
    private static boolean isAuthenticated(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getUserPrincipal() != null) {
            return true;
        }
        try {
            return request.authenticate(response) && request.getUserPrincipal() != null;
        } catch (ServletException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the container does not authenticate anybody", e);
            challenge(request, response);
            return false;
        }
    }

    /** WildFly takes what HTTP Basic brings anywhere, but asks for it only where a constraint in web.xml stands. */
    private static void challenge(HttpServletRequest request, HttpServletResponse response) {
        @Nullable String challenge = request.getServletContext().getInitParameter(CHALLENGE);
        if (challenge != null) {
            response.setHeader("WWW-Authenticate", challenge);
        }
    }

    /** With the challenge, if the container has set one. */
    static void refuseUnknown(HttpServletResponse response) throws IOException {
        tell(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "Unauthorized",
                "this is for the role " + ROLE + " of the server's security, and nobody has been authenticated");
    }

    private static void tell(HttpServletResponse response, int status, String title, String detail) throws IOException {
        byte[] body = Problem.json(status, title, detail).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
