package io.parley.web;

import io.parley.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Refuses handshakes that are to be refused, before the container sees them. Runs on request threads; does not block.
 */
@WebFilter(filterName = "parley-handshake", urlPatterns = "/chat/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient HandshakeCheck check;

    /**
     * Made by the container.
     *
     * @param settings say who may connect
     */
    @Inject
    public HandshakeFilter(Settings settings) {
        this.check = new HandshakeCheck(
                settings.access().origins(), settings.access().guests());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Refused> refused = check.check(Handshake.of(request));
        if (refused.isPresent()) {
            answer(response, refused.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void answer(HttpServletResponse response, Refused refused) throws IOException {
        byte[] body = (refused.message() + '\n').getBytes(StandardCharsets.UTF_8);
        response.setStatus(refused.status());
        refused.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
