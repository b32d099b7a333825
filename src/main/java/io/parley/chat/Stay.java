package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.session.Place;

/**
 * What a connection holds of the server's, until its end.
 *
 * @param claim its user's name
 * @param place among the connections
 */
record Stay(NameClaim claim, Place place) {}
