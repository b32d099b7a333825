package io.parley.client;

import java.util.Optional;

/**
 * What an application says in a room.
 *
 * @param room where: 1 to 128 of {@code A-Z a-z 0-9 . _ ~ @ -}
 * @param text what: at least one character, and no more than the chat's {@code parley.limits.text-chars}
 * @param user in whose name: the name of a principal; where absent, in no user's
 * @param data a JSON text that travels along
 * @param key an idempotency key of 1 to 64 characters, in the scope of that user and room: of two messages with the
 *     same one, the second is left out if the first is no older than the chat's {@code parley.log.dedupe}
 */
public record Message(String room, String text, Optional<String> user, Optional<String> data, Optional<String> key) {

    /**
     * A message in no user's name.
     *
     * @param room where
     * @param text what
     * @return the message, without data and key
     */
    public static Message to(String room, String text) {
        return new Message(room, text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same in a user's name.
     *
     * @param principalName the user's name, as the container knows it
     * @return another message
     */
    public Message by(String principalName) {
        return new Message(room, text, Optional.of(principalName), data, key);
    }

    /**
     * The same with data.
     *
     * @param json a JSON text
     * @return another message
     */
    public Message with(String json) {
        return new Message(room, text, user, Optional.of(json), key);
    }

    /**
     * The same under an idempotency key.
     *
     * @param idempotencyKey the key
     * @return another message
     */
    public Message under(String idempotencyKey) {
        return new Message(room, text, user, data, Optional.of(idempotencyKey));
    }
}
