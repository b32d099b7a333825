package io.parley.log.publication;

import java.time.Instant;
import java.util.Optional;

/**
 * A publication as somebody wrote it into the database: nothing of it has been checked.
 *
 * @param id its key, and its place among others of its transaction
 * @param uid unique for ever
 * @param room where
 * @param author in whose name
 * @param key an idempotency key
 * @param text what; if it is too long, cut to something that is too long still
 * @param data a JSON text; likewise
 * @param writtenAt when, by the database's clock
 */
public record WrittenPublication(
        long id,
        String uid,
        String room,
        Author author,
        Optional<String> key,
        String text,
        Optional<String> data,
        Instant writtenAt) {

    /**
     * In whose name something is to be said.
     *
     * @param kind should be the name of a {@link io.parley.protocol.UserKey.Kind}
     * @param id who
     * @param name as others see it
     */
    public record Author(String kind, String id, String name) {}
}
