package io.parley.session;

import java.time.Duration;

/**
 * What may wait for one connection.
 *
 * @param bytes of encoded events, those under way included
 * @param age of the oldest event that waits
 */
public record OutboxLimits(int bytes, Duration age) {}
