package io.parley.it.journal;

/**
 * The server's word that something is stored.
 *
 * @param room where
 * @param key the idempotency key
 * @param seq its place
 * @param duplicate whether it was there before
 */
public record Ack(String room, String key, long seq, boolean duplicate) {}
