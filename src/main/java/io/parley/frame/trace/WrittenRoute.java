package io.parley.frame.trace;

import io.parley.frame.inspection.Route;

/** A route as the file shows it: two addresses of one version, two ports that tell the sides apart. */
final class WrittenRoute {

    private static final int TLS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** RFC 6335, section 6: the first of those that nobody is known by. */
    private static final int SOME_PORT = 49152;

    private final boolean v6;
    private final byte[] client;
    private final byte[] server;
    private final int clientPort;
    private final int serverPort;

    WrittenRoute(Route route) {
        WrittenAddress from = WrittenAddress.of(route.client().address());
        WrittenAddress to = WrittenAddress.of(route.server().address());
        v6 = from.isV6() || to.isV6();
        client = from.bytes(v6);
        server = to.bytes(v6);
        boolean keepsServer = route.server().hasPort() && !movesServer(route);
        serverPort = keepsServer ? route.server().port() : HTTP_PORT;
        int port = route.client().hasPort() ? route.client().port() : SOME_PORT;
        clientPort = port == serverPort ? SOME_PORT + (port == SOME_PORT ? 1 : 0) : port;
    }

    /** Whether the server gets another port: on that of TLS, what is in clear looks like a mistake. */
    static boolean movesServer(Route route) {
        return route.server().port() == TLS_PORT;
    }

    boolean isV6() {
        return v6;
    }

    byte[] client() {
        return client.clone();
    }

    byte[] server() {
        return server.clone();
    }

    int clientPort() {
        return clientPort;
    }

    int serverPort() {
        return serverPort;
    }
}
