package io.parley.session;

import io.parley.protocol.UserKey;
import java.util.Optional;

/**
 * Who knocks, before there is a connection.
 *
 * @param address where the caller comes from, as text
 * @param user who it is, where that is known by then; a new guest is nobody yet
 */
public record Caller(String address, Optional<UserKey> user) {}
