package io.parley.it.journal;

/**
 * What somebody wants to be stored, however often it has to be sent for that.
 *
 * @param room where
 * @param key the idempotency key
 * @param text what is said
 */
public record Attempt(String room, String key, String text) {}
