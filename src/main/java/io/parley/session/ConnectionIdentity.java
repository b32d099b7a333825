package io.parley.session;

import io.parley.protocol.User;

/**
 * Whose a connection is.
 *
 * @param id unguessable
 * @param user who speaks through it
 * @param address where it comes from
 * @param full whether it takes all events, not only those of plain mode
 */
public record ConnectionIdentity(String id, User user, String address, boolean full) {}
