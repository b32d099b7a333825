package io.parley.it.journal;

/**
 * A place in one life of a room's log.
 *
 * @param epoch which life
 * @param seq the last entry that is counted
 */
public record Position(String epoch, long seq) {}
