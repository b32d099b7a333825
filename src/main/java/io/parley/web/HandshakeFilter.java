package io.parley.web;

import io.github.bucket4j.TimeMeter;
import io.parley.chat.Arrival;
import io.parley.chat.Chat;
import io.parley.chat.Handover;
import io.parley.config.Settings;
import io.parley.session.Admission;
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
import java.util.Set;

/**
 * Refuses handshakes that are to be refused, before the container sees them. Runs on request threads; does not block.
 */
@WebFilter(filterName = "parley-handshake", urlPatterns = "/chat/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<String> OF_UPGRADE = Set.of("Upgrade", "Connection");

    private final transient Forwarding forwarding;
    private final transient Doorkeeper doorkeeper;
    private final transient Handover handover;
    private final transient FrameTap tap;

    /**
     * Made by the container.
     *
     * @param settings say who may connect
     * @param chat knows who has been here before
     * @param admission how many may connect
     * @param handover where the endpoint collects the place that is kept for it
     * @param tap the server's hold on connections, and who looks at their frames
     */
    @Inject
    public HandshakeFilter(Settings settings, Chat chat, Admission admission, Handover handover, FrameTap tap) {
        Settings.Access access = settings.access();
        this.handover = handover;
        this.tap = tap;
        this.forwarding = new Forwarding(access.proxies());
        this.doorkeeper = new Doorkeeper(
                new HandshakeCheck(access.origins(), access.guests()),
                new HandshakePace(
                        settings.admission().handshakes(), HandshakePace.MAX_ADDRESSES, TimeMeter.SYSTEM_NANOTIME),
                admission,
                chat::known);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Doorkeeper.Answer answer = answer(request);
        if (answer instanceof Refused refused) {
            refuse(response, refused);
        } else if (answer instanceof Doorkeeper.Admitted admitted) {
            goOn(admitted, request, response, chain);
        }
    }

    private Doorkeeper.Answer answer(HttpServletRequest request) {
        Optional<Client> client = forwarding.client(new Forwarding.Request(
                request.getRemoteAddr(), request.getScheme(), authority(request), Handshake.headers(request)));
        return client.isPresent()
                ? doorkeeper.answer(Handshake.of(request, client.get().server()), client.get())
                : Refused.malformed("what the proxy says of the client is malformed, or contradicts itself");
    }

    /**
     * Payara and GlassFish take any answer with an Upgrade header for an upgraded connection: they send no
     * Content-Length with it, and clients wait for the end of the body until the connection times out.
     */
    private boolean losesLengthBesideUpgrade() {
        String server = getServletContext().getServerInfo();
        return server.contains("Payara") || server.contains("GlassFish");
    }

    /** HTTP/2 has no Host header of its own (RFC 9113, section 8.3.1). */
    private static String authority(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Host"))
                .orElseGet(() -> request.getServerName() + ":" + request.getServerPort());
    }

    /** The endpoint collects the place on this thread; one that it does not is another's. */
    private void goOn(
            Doorkeeper.Admitted admitted, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Arrival arrival = admitted.arrival();
        Place place = admitted.place();
        handover.leave(new Handover.Left(arrival, place, Optional.empty()));
        try {
            Optional<Tap.Held> held = tap.hold(request, place.caller().address());
            handover.leave(new Handover.Left(arrival, place, held.map(Tap.Held::wire)));
            try {
                chain.doFilter(held.map(Tap.Held::request).orElse(request), response);
            } finally {
                held.ifPresent(connection -> connection.wire().begin());
            }
        } finally {
            handover.collect().map(Handover.Left::place).ifPresent(Place::giveBack);
        }
    }

    private void refuse(HttpServletResponse response, Refused refused) throws IOException {
        byte[] body = (refused.message() + '\n').getBytes(StandardCharsets.UTF_8);
        response.setStatus(refused.status());
        refused.headers().forEach((name, value) -> {
            if (!losesLengthBesideUpgrade() || !OF_UPGRADE.contains(name)) {
                response.setHeader(name, value);
            }
        });
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("text/plain;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
