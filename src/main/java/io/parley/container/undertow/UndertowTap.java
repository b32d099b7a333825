package io.parley.container.undertow;

import io.parley.session.Tap;
import io.parley.session.Wire;
import io.undertow.server.AbstractServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/** The hold on connections of HTTP/1.1, which are the only ones that Undertow upgrades. May be used by any thread. */
public final class UndertowTap implements Tap {

    /**
     * Found as a service.
     *
     * @throws LinkageError on other servers
     */
    public UndertowTap() {
        requireLoaded(ServletRequestContext.class, AbstractServerConnection.class, StreamConnection.class);
    }

    private static void requireLoaded(Class<?>... classes) {
        for (Class<?> needed : classes) {
            if (needed.getClassLoader() == null) {
                throw new NoClassDefFoundError(needed.getName());
            }
        }
    }

    @Override
    public Optional<Wire> hold() {
        @Nullable ServletRequestContext context = ServletRequestContext.current();
        if (context != null && context.getExchange().getConnection() instanceof AbstractServerConnection connection) {
            return Optional.of(new UndertowWire(connection, context.getExchange()));
        }
        return Optional.empty();
    }
}
