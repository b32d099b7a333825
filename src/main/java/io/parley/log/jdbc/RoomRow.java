package io.parley.log.jdbc;

import io.parley.log.Head;
import java.time.Instant;

/**
 * A room as the database has it.
 *
 * @param id its key there; 0 for a room never used, which has no row yet
 * @param epoch of its log
 * @param newest the newest seq, 0 where there is none
 * @param newestAt when the newest was stored
 * @param oldest the oldest seq that can be read; {@code newest + 1} where there is none
 * @param revision is higher when entries that were stored have changed
 */
record RoomRow(long id, String epoch, long newest, Instant newestAt, long oldest, long revision) {

    /** A room that has no row, of a database in this life. */
    static RoomRow unused(String epoch) {
        return new RoomRow(0, epoch, 0, Instant.EPOCH, 1, 0);
    }

    /** Whether it was read before the other one, of the same life, as far as that can be told. */
    boolean isOlderThan(RoomRow other) {
        if (newest != other.newest) {
            return newest < other.newest;
        }
        return revision != other.revision ? revision < other.revision : oldest < other.oldest;
    }

    /** Whether there is a row. */
    boolean exists() {
        return id != 0;
    }

    Head head() {
        return new Head(epoch, oldest, newest);
    }

    /** The row when entries up to this seq have been added. */
    RoomRow grown(long to, Instant at) {
        return new RoomRow(id, epoch, to, at, oldest, revision);
    }
}
