package io.parley.container.tyrus;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;

/**
 * The way from a request of the Servlet interfaces to its connection. The classes between are public, but nowhere to
 * compile against. May be used by any thread.
 */
final class ServerRequests {

    private static final String FACADE = "org.apache.catalina.connector.RequestFacade";

    private final Class<?> facade;
    private final Method unwrap;
    private final Method grizzly;

    /**
     * Looks for the classes.
     *
     * @throws LinkageError if they are not there, or others than those of Payara and GlassFish
     */
    ServerRequests() {
        try {
            facade = Class.forName(FACADE);
            unwrap = facade.getMethod("getUnwrappedCoyoteRequest");
            grizzly = unwrap.getReturnType().getMethod("getCoyoteRequest");
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
        if (!Request.class.isAssignableFrom(grizzly.getReturnType())) {
            throw new NoClassDefFoundError(FACADE + " of another server");
        }
    }

    /** Its connection, if that is its alone, as under HTTP/1. */
    Optional<Connection<?>> connection(HttpServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return facade.isInstance(inner) && request.getProtocol().startsWith("HTTP/1.")
                ? Optional.of(grizzly(inner).getContext().getConnection())
                : Optional.empty();
    }

    private Request grizzly(ServletRequest request) {
        try {
            return (Request) grizzly.invoke(unwrap.invoke(request));
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    private static NoClassDefFoundError unknown(Exception cause) {
        NoClassDefFoundError error = new NoClassDefFoundError(FACADE);
        error.initCause(cause);
        return error;
    }
}
