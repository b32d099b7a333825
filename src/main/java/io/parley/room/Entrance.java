package io.parley.room;

import io.parley.protocol.Position;
import java.util.Optional;

/**
 * How a member enters a room.
 *
 * @param ref carried by the {@code joined} event
 * @param since how far the member has read before
 * @param history how many of the newest messages it wants, where nothing is recovered
 * @param silent whether there is no {@code joined} event at all: plain mode joins so
 */
public record Entrance(Optional<String> ref, Optional<Position> since, int history, boolean silent) {

    /** How many of the newest messages a member gets that does not say. */
    public static final int DEFAULT_HISTORY = 50;

    /**
     * Enters for the first time.
     *
     * @return the entrance of somebody who has asked for nothing
     */
    public static Entrance newcomer() {
        return new Entrance(Optional.empty(), Optional.empty(), DEFAULT_HISTORY, false);
    }

    /**
     * Enters without a word.
     *
     * @return plain mode's entrance
     */
    public static Entrance unannounced() {
        return new Entrance(Optional.empty(), Optional.empty(), 0, true);
    }
}
