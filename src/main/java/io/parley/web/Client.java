package io.parley.web;

/**
 * The two ends of a request, as the client sees them.
 *
 * @param address the client's, as text
 * @param counted what the client is counted by: the address, or the network that it lies in
 * @param server scheme and authority that the client has called, such as {@code http://chat.example:8080}; not checked
 */
record Client(String address, String counted, String server) {

    /** Two texts that are equal are one, which is kept as long as the connection. */
    Client {
        counted = counted.equals(address) ? address : counted;
    }
}
