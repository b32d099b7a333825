package io.parley.container.tyrus;

import io.parley.config.TransportChoice;
import io.parley.frame.inspection.FrameInspection;
import io.parley.web.Tap;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.ServerContainer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The hold on connections of HTTP/1.1, which are the only ones that this server upgrades. May be used by any thread.
 */
public final class TyrusTap implements Tap {

    private final ServerRequests requests = new ServerRequests();
    private final Outlets outlets = new Outlets();
    private final IdleTimers timers = new IdleTimers();

    /**
     * Found as a service.
     *
     * @throws LinkageError on other servers
     */
    public TyrusTap() {}

    @Override
    public Optional<Held> hold(HttpServletRequest request, Supplier<FrameInspection> inspections) {
        timers.spare(request.getServletContext().getAttribute(ServerContainer.class.getName()));
        return requests.connection(request).map(connection -> {
            GrizzlyLink link = new GrizzlyLink(connection);
            TyrusWire wire = new TyrusWire(link, inspections.get(), outlets.next(connection.getTransport()));
            return new Held(wire, new HeldRequest(request, wire));
        });
    }

    @Override
    public TransportChoice transport() {
        return TransportChoice.TYRUS;
    }

    @Override
    public void keepsLittle(HttpServletRequest request) {
        requests.connection(request).map(GrizzlyLink::new).ifPresent(Link::keepsNothing);
    }
}
