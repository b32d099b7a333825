package io.parley.web;

import io.parley.config.Settings;
import io.parley.session.Admission;
import io.parley.session.Caller;
import io.parley.session.Denial;
import io.parley.session.Handover;
import io.parley.session.Place;
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
    private final transient Admission admission;
    private final transient Handover handover;

    /**
     * Made by the container.
     *
     * @param settings say who may connect
     * @param admission how many may
     * @param handover where the endpoint collects the place that is kept for it
     */
    @Inject
    public HandshakeFilter(Settings settings, Admission admission, Handover handover) {
        this.admission = admission;
        this.handover = handover;
        this.check = new HandshakeCheck(
                settings.access().origins(), settings.access().guests());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Refused> refused = check.check(Handshake.of(request));
        if (refused.isPresent()) {
            answer(response, refused.get());
            return;
        }
        Admission.Answer answer = admission.admit(new Caller(request.getRemoteAddr(), Optional.empty()));
        if (answer instanceof Denial denial) {
            answer(response, Refused.denied(denial));
        } else if (answer instanceof Place place) {
            goOn(place, request, response, chain);
        }
    }

    /** The endpoint collects the place on this thread; one that it does not is another's. */
    private void goOn(Place place, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        handover.leave(place);
        try {
            chain.doFilter(request, response);
        } finally {
            handover.collect().ifPresent(Place::giveBack);
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
