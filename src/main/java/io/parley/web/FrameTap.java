package io.parley.web;

import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.FrameInspections;
import io.parley.frame.inspection.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Takes hold of connections, each with its inspectors. May be used by any thread. */
public final class FrameTap {

    private final Tap tap;
    private final FrameInspections inspections;

    /**
     * Of this server.
     *
     * @param tap how it lets itself be held
     * @param inspections who looks at the frames
     */
    public FrameTap(Tap tap, FrameInspections inspections) {
        this.tap = tap;
        this.inspections = inspections;
    }

    /**
     * Takes hold of the connection of a handshake.
     *
     * @param request the handshake's, worked at on this thread
     * @param address of the client
     * @return the hold; empty where there is none on this kind of connection
     */
    public Optional<Tap.Held> hold(HttpServletRequest request, String address) {
        return tap.hold(request, () -> inspections.of(route(request, address)));
    }

    private static Route route(HttpServletRequest request, String address) {
        return new Route(
                new Endpoint(address, request.getRemotePort()),
                new Endpoint(request.getLocalAddr(), request.getLocalPort()),
                request.isSecure(),
                request.getRequestURI());
    }
}
