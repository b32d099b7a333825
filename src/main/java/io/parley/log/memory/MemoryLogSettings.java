package io.parley.log.memory;

import java.time.Duration;

/**
 * The bounds of the log in memory.
 *
 * @param entries how many entries a room keeps, at least 1; the oldest fall out
 * @param bytes how many bytes of {@link io.parley.protocol.ChatMessage#sizeBytes()} a room keeps, at least 1; the
 *     oldest fall out, and for this bound the newest entry always stays
 * @param keys how many idempotency keys a room remembers, at least 1; beyond that, drafts with a new key are refused
 * @param rooms how many rooms have a log, at least 1; the one unused for longest that nobody follows is dropped
 * @param totalBytes how many bytes all rooms keep together, at least 1; beyond that, large rooms that nobody follows
 *     are dropped, and large ones that are followed lose their oldest entries, in the end all. An entry counts for its
 *     {@code sizeBytes()} and 256, a key for 256; keys have a quarter of it, and beyond that drafts with a new key are
 *     refused
 * @param dedupe how long an idempotency key is remembered; zero for not at all
 */
public record MemoryLogSettings(int entries, int bytes, int keys, int rooms, long totalBytes, Duration dedupe) {

    /**
     * Checks the bounds.
     *
     * @param entries at least 1
     * @param bytes at least 1
     * @param keys at least 1
     * @param rooms at least 1
     * @param totalBytes at least 1
     * @param dedupe not negative
     * @throws IllegalArgumentException if one is out of its range
     */
    public MemoryLogSettings {
        if (entries < 1 || bytes < 1 || keys < 1 || rooms < 1 || totalBytes < 1) {
            throw new IllegalArgumentException("entries, bytes, keys, rooms and totalBytes are at least 1");
        }
        if (dedupe.isNegative()) {
            throw new IllegalArgumentException("dedupe is not negative");
        }
    }
}
