package io.parley.session;

import java.time.Duration;

/**
 * From where on the server is {@linkplain Load.Level#BUSY busy}. It is {@linkplain Load.Level#OVERLOADED overloaded} at
 * twice as many bytes, and halfway from the mark to a full heap; late tasks, which may be others', close nobody's
 * connection.
 *
 * @param heapPercent 1 to 99; 0 for never
 * @param outboxBytes 0 for never
 * @param delay zero for never
 */
public record LoadMarks(int heapPercent, long outboxBytes, Duration delay) {}
