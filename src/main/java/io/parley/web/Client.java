package io.parley.web;

import io.parley.config.Origin;
import java.util.Optional;

/**
 * The two ends of a request, as the client sees them.
 *
 * @param address the client's, as text
 * @param counted what the client is counted by: the address, or the network that it lies in
 * @param server the origin that the client has called; empty where its host is malformed
 */
record Client(String address, String counted, Optional<Origin> server) {

    /** Two texts that are equal are one, which is kept as long as the connection. */
    Client {
        counted = counted.equals(address) ? address : counted;
    }
}
