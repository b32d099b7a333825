package io.parley.log;

import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;

/**
 * One entry of a room's log.
 *
 * @param uid that of its draft
 * @param message what members see
 */
public record Entry(String uid, ChatMessage message) {

    /**
     * What is left of it when its words are erased.
     *
     * @return the same, without words
     */
    public Entry erased() {
        return new Entry(
                uid, new ChatMessage(message.seq(), message.id(), message.from(), Body.ERASED, message.sentAt()));
    }

    /**
     * Its place in the log.
     *
     * @return 1 for the first entry of an epoch
     */
    public long seq() {
        return message.seq();
    }
}
