package io.parley.web;

import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.FrameInspections;
import io.parley.frame.inspection.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes hold of connections, each with its inspectors. May be used by any thread. */
public final class FrameTap {

    private final Tap tap;
    private final FrameInspections inspections;
    private volatile @Nullable Endpoint lastServer;

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

    private Route route(HttpServletRequest request, String address) {
        return new Route(
                new Endpoint(address, request.getRemotePort()),
                server(new Endpoint(request.getLocalAddr(), request.getLocalPort())),
                request.isSecure(),
                request.getRequestURI());
    }

    /** Most connections reach the same one, which is kept once. */
    private Endpoint server(Endpoint reached) {
        @Nullable Endpoint known = lastServer;
        if (known != null && known.equals(reached)) {
            return known;
        }
        lastServer = reached;
        return reached;
    }
}
