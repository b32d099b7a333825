package io.parley.log;

import io.parley.protocol.Position;

/**
 * The extent of a log at one moment.
 *
 * @param epoch the log's present life
 * @param oldest the oldest seq that can still be read; {@code newest + 1} where there is none
 * @param newest the newest seq, 0 for an empty log
 */
public record Head(String epoch, long oldest, long newest) {

    /**
     * The newest place.
     *
     * @return epoch and newest seq
     */
    public Position position() {
        return new Position(epoch, newest);
    }
}
