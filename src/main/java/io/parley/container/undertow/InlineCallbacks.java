package io.parley.container.undertow;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.websockets.jsr.ServerWebSocketContainer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Field;

/**
 * Has the callbacks of endpoints run where the bytes arrive, and not on a worker thread that is woken for each message:
 * Parley's do not block. Where an application has endpoints of its own beside them, which may block, all stay as the
 * server is configured.
 *
 * <p>Found by Undertow as a service; but its own, which makes the endpoints, comes first, and lets nobody change what
 * it has read from the server's configuration. So that is written into its private field, before the first connection.
 */
public final class InlineCallbacks implements ServletExtension {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private static final String PARLEYS = "io.parley.endpoint.";

    /** Made by Undertow. */
    public InlineCallbacks() {}

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addDeploymentCompleteListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                deployed(event.getServletContext());
            }
        });
    }

    /** By now all endpoints are known, those too that an application has added while it was started. */
    private static void deployed(ServletContext context) {
        if (context.getAttribute(ServerContainer.class.getName()) instanceof ServerWebSocketContainer container
                && container.getConfiguredServerEndpoints().stream()
                        .map(endpoint -> endpoint.getEndpointConfiguration().getEndpointClass())
                        .allMatch(type -> type.getName().startsWith(PARLEYS))) {
            dispatchNoMore(container);
        }
    }

    private static void dispatchNoMore(ServerWebSocketContainer container) {
        try {
            Field dispatch = ServerWebSocketContainer.class.getDeclaredField("dispatchToWorker");
            dispatch.setAccessible(true);
            dispatch.setBoolean(container, false);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "Each message wakes a worker thread: this Undertow is not known", e);
        }
    }
}
