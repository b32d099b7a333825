package io.parley.frame.inspection;

/**
 * One side of a connection. Any thread may use it.
 *
 * @param address an IPv4 or IPv6 literal, the latter also in brackets or with a zone ({@code %eth0}), which do not
 *     count; what is no literal is never looked up, and counts as 0.0.0.0
 * @param port 1 to 65535, anything else if it is not known
 */
public record Endpoint(String address, int port) {

    private static final int HIGHEST_PORT = 0xFFFF;

    /**
     * Whether the port is known.
     *
     * @return false where it is none
     */
    public boolean hasPort() {
        return port > 0 && port <= HIGHEST_PORT;
    }
}
