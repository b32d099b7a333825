package io.parley.log;

import java.util.List;

/**
 * What was read.
 *
 * @param head the log's extent at the moment of reading
 * @param entries in seq order, without gaps, whichever end was read first
 */
public record Page(Head head, List<Entry> entries) {}
