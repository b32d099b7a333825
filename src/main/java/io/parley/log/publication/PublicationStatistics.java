package io.parley.log.publication;

import java.time.Duration;

/**
 * How it goes with what transactions have published: what was done by this node since it started, and what it left
 * behind when it last looked.
 *
 * @param relayed publications that this node has brought into their rooms, or found there under their key
 * @param setAside publications that no room could take
 * @param waiting how many could not be brought into their rooms yet, at most {@code parley.publications.waiting}
 * @param oldest how long the oldest of these waits, or how long the database could not be asked; zero where none does
 */
public record PublicationStatistics(long relayed, long setAside, long waiting, Duration oldest) {}
