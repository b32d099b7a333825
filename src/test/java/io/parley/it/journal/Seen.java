package io.parley.it.journal;

/**
 * An entry of a room's log, as somebody was shown it.
 *
 * @param seq its place
 * @param id the idempotency key
 * @param from the sender's name
 * @param text what was said
 */
public record Seen(long seq, String id, String from, String text) {

    boolean isBy(String user, String key) {
        return from.equals(user) && id.equals(key);
    }
}
