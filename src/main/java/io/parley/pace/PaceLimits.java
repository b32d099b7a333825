package io.parley.pace;

/**
 * What clients may send in a second; four times as much from whoever kept still before. 0 for any number.
 *
 * @param commands of one connection
 * @param reads of these, those that read a room's log
 * @param typing of these, those that say that somebody types
 * @param bytes of these, as UTF-8; a command has at most four times as many
 * @param perUser commands of all connections of one user
 */
public record PaceLimits(int commands, int reads, int typing, int bytes, int perUser) {

    /** Seconds that may be made up for at once. */
    static final int BURST_SECONDS = 4;
}
