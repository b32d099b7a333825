package io.parley.log;

import io.parley.protocol.ChatMessage;

/**
 * One entry of a room's log.
 *
 * @param uid that of its draft
 * @param message what members see
 */
public record Entry(String uid, ChatMessage message) {

    /**
     * Its place in the log.
     *
     * @return 1 for the first entry of an epoch
     */
    public long seq() {
        return message.seq();
    }
}
