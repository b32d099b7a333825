package io.parley.room;

import java.time.Duration;

/**
 * Bounds of the rooms of a node.
 *
 * @param rooms that may be alive at once
 * @param idle how long a room stays when it is empty
 * @param presence how presence is told
 * @param outboxBytes the outbox's bound, by which pages are measured
 */
public record RoomSettings(int rooms, Duration idle, PresenceSettings presence, int outboxBytes) {

    /** More than that is not written to a socket at once, anyway. */
    private static final int MOST_RUN_BYTES = 32 * 1024;

    /**
     * The most that entries which are handed out together may take: an outbox takes them whole, or not at all, and who
     * has read all so far must not be cut off for them.
     *
     * @return a small part of the outbox
     */
    public int runBytes() {
        return Math.min(MOST_RUN_BYTES, outboxBytes / 32);
    }

    /**
     * The most that one page of a log may take.
     *
     * @return a quarter of the outbox
     */
    public int pageBytes() {
        return outboxBytes / 4;
    }

    /**
     * The most that one recovery may take.
     *
     * @return half of the outbox
     */
    public int recoveryBytes() {
        return outboxBytes / 2;
    }
}
