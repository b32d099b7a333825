package io.parley.room;

import io.parley.protocol.Body;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.util.Optional;

/**
 * What an application says in a room.
 *
 * @param room where
 * @param from in whose name
 * @param body what
 * @param key an idempotency key, in the scope of that user and room
 */
public record Publication(RoomName room, User from, Body body, Optional<String> key) {

    /**
     * In no user's name.
     *
     * @param room where
     * @param text what
     * @return the publication, from {@code system}
     */
    public static Publication bySystem(RoomName room, String text) {
        return new Publication(room, User.SYSTEM, Body.of(text), Optional.empty());
    }

    /**
     * For a user.
     *
     * @param room where
     * @param principalName the user's name, as the container knows it
     * @param text what
     * @return the publication, from that user
     */
    public static Publication forUser(RoomName room, String principalName, String text) {
        return new Publication(room, User.principal(principalName), Body.of(text), Optional.empty());
    }
}
