package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.session.Place;
import io.parley.session.Transport;

/**
 * What a connection holds of the server's, until its end.
 *
 * @param claim its user's name
 * @param place among the connections
 * @param transport the way to the peer, which may outlive the connection's end
 */
record Stay(NameClaim claim, Place place, Transport transport) {

    /** Gives the place back as soon as nothing is left of the connection, which may be seconds after its end. */
    void giveBackPlace() {
        transport.whenGone(place::giveBack);
    }
}
