package io.parley.log;

/**
 * The outcome of an append.
 *
 * @param entry what stands in the log. Of a duplicate, {@code uid}, {@code seq}, {@code id} and {@code sentAt} are
 *     those of the stored entry, which is what an acknowledgement says; sender's name and body may be those of the
 *     draft instead, since the key outlives the stored text in some engines
 * @param duplicate whether it stood there before, under the same key
 */
public record Appended(Entry entry, boolean duplicate) {}
