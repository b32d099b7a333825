package io.parley.it.narrow;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Gives each connection to the chat a small send buffer, where its sockets can be got at. */
@WebFilter(filterName = "narrow", urlPatterns = "/chat/*", asyncSupported = true)
public class NarrowFilter extends HttpFilter {

    /** As much as the kernel keeps for a connection, or twice that. */
    static final int SEND_BUFFER_BYTES = 8192;

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Sockets sockets;

    /** The sockets of one server. */
    interface Sockets {

        /** Makes the send buffer of the request's connection small. */
        void narrow(HttpServletRequest request) throws IOException;
    }

    /** Made by the container. */
    public NarrowFilter() {
        sockets = ofThisServer();
    }

    private static Sockets ofThisServer() {
        try {
            Class.forName("io.undertow.servlet.handlers.ServletRequestContext");
            return new UndertowSockets();
        } catch (ClassNotFoundException e) {
            return new GrizzlySockets();
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        sockets.narrow(request);
        chain.doFilter(request, response);
    }
}
