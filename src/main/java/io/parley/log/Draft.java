package io.parley.log;

import io.parley.protocol.Body;
import io.parley.protocol.User;
import java.util.Optional;

/**
 * A message on its way into a log.
 *
 * @param uid made by the server, unique for ever: by it an entry is recognised again
 * @param key the client's idempotency key; its scope is the user and the room
 * @param from who says it
 * @param body what is said
 * @param passage where a transaction has left it in the database
 */
public record Draft(String uid, Optional<String> key, User from, Body body, Optional<Passage> passage) {

    /**
     * A message that is nowhere else.
     *
     * @param uid made by the server, unique for ever
     * @param key the client's idempotency key
     * @param from who says it
     * @param body what is said
     */
    public Draft(String uid, Optional<String> key, User from, Body body) {
        this(uid, key, from, body, Optional.empty());
    }

    /**
     * The id by which members know the message.
     *
     * @return the key, else the uid
     */
    public String id() {
        return key.orElse(uid);
    }
}
