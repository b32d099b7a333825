package io.parley.protocol;

import java.time.Instant;

/**
 * A message as the members of a room see it.
 *
 * @param seq its place in the room's log, from 1
 * @param id the sender's idempotency key, else the server's id
 * @param from who said it
 * @param body what was said
 * @param sentAt when it was stored
 */
public record ChatMessage(long seq, String id, User from, Body body, Instant sentAt) {

    private static final int ENVELOPE_BYTES = 160;

    /**
     * How large the message is as JSON on a page, at most: pages are measured by it.
     *
     * @return bytes, escapes counted as they travel
     */
    public int sizeBytes() {
        return ENVELOPE_BYTES
                + JsonSize.ofString(id)
                + JsonSize.ofString(from.name())
                + JsonSize.ofString(body.text())
                + body.data().map(Utf8::sizeBytes).orElse(0);
    }
}
