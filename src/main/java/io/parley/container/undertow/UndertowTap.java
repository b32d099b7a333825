package io.parley.container.undertow;

import io.parley.config.TransportChoice;
import io.parley.frame.inspection.FrameInspection;
import io.parley.web.Tap;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hold on connections of HTTP/1.1, which are the only ones that Undertow upgrades. May be used by any thread. */
public final class UndertowTap implements Tap {

    private final UndertowWire.Server server = new UndertowWire.Server(new Upgrades(), new Outlets());

    /**
     * Found as a service.
     *
     * @throws LinkageError on other servers, and on an Undertow that Parley does not know
     */
    public UndertowTap() {}

    @Override
    public Optional<Held> hold(HttpServletRequest request, Supplier<FrameInspection> inspections) {
        @Nullable ServletRequestContext context = ServletRequestContext.current();
        if (context != null && context.getExchange().getConnection() instanceof HttpServerConnection connection) {
            return Optional.of(
                    new Held(new UndertowWire(connection, context.getExchange(), server, inspections.get()), request));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        server.outlets().close();
    }

    @Override
    public TransportChoice transport() {
        return TransportChoice.UNDERTOW;
    }
}
