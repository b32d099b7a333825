package io.parley.protocol;

/**
 * A place in a room's log: how far a client has read.
 *
 * @param epoch one life of the log; a seq means nothing in another one
 * @param seq the newest entry that was seen, 0 for none
 */
public record Position(String epoch, long seq) {}
