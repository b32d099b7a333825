package io.parley.session;

import io.parley.protocol.UserKey;
import java.util.Optional;

/**
 * Who knocks, before there is a connection.
 *
 * @param address where the caller comes from, as text
 * @param counted what the caller's connections are counted by: the address, or the network that it lies in
 * @param user who it is, where that is known by then; a new guest is nobody yet
 */
public record Caller(String address, String counted, Optional<UserKey> user) {

    /**
     * A caller who is counted by the address itself.
     *
     * @param address where the caller comes from, as text
     * @param user who it is, where that is known by then
     */
    public Caller(String address, Optional<UserKey> user) {
        this(address, address, user);
    }
}
