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
