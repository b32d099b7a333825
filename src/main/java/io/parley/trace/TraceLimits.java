package io.parley.trace;

import java.time.Duration;

/**
 * The bounds of all traces.
 *
 * @param traces at a time
 * @param frames of one connection, at most
 * @param payloadBytes of each payload that are kept; 0 for none
 * @param totalBytes of memory for all connections that are traced together
 * @param time how long one may last
 */
public record TraceLimits(int traces, int frames, int payloadBytes, long totalBytes, Duration time) {}
