package io.parley.it.echo;

import io.parley.frame.inspection.FrameInspections;
import io.parley.frame.inspection.FrameLimits;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.session.Wire;
import io.parley.web.FrameTap;
import io.parley.web.Tap;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes hold of the connection, as the chat's filter does, with limits that let suites send what they want to. */
@WebFilter(filterName = "echo", urlPatterns = "/echo", asyncSupported = true)
public class EchoFilter extends HttpFilter {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final FrameLimits LIMITS = new FrameLimits(
            new FrameLimits.Sizes(EchoEndpoint.MESSAGE_BYTES, EchoEndpoint.MESSAGE_BYTES, 0, 0),
            new FrameLimits.Rates(0, 0, 0),
            new FrameLimits.Times(Duration.ZERO, Duration.ZERO),
            System::nanoTime);

    private final transient FrameTap tap;
    private final transient HeldWires wires;

    /**
     * Made by the container.
     *
     * @param tap the server's hold on connections
     * @param wires where the endpoint finds that of its own
     */
    @Inject
    public EchoFilter(Tap tap, HeldWires wires) {
        this.tap = new FrameTap(tap, new FrameInspections(new FrameStatistics(), List.of(LIMITS)));
        this.wires = wires;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Tap.Held> held = tap.hold(request, request.getRemoteAddr());
        wires.leave(held.map(Tap.Held::wire));
        try {
            chain.doFilter(held.map(Tap.Held::request).orElse(request), response);
            held.map(Tap.Held::wire).ifPresent(Wire::begin);
        } finally {
            wires.collect();
        }
    }
}
