package io.parley.trace;

/**
 * Traces at one moment.
 *
 * @param traces that are on
 * @param connections whose frames are kept, those included that have ended
 * @param bytes of memory that they take, about
 * @param missed connections that were covered by a trace and not traced, since the start, each once: there was no
 *     memory left within the bound, or the server does not let their frames be seen
 * @param evicted connections that had ended and were forgotten for others, since the start
 */
public record TraceCounts(int traces, int connections, long bytes, long missed, long evicted) {}
