package io.parley.protocol;

import java.time.Duration;

/**
 * How a client backs off, as told in {@code connected.reconnect}.
 *
 * @param min the first delay's upper bound
 * @param max the longest delay's upper bound
 */
public record ReconnectTimes(Duration min, Duration max) {}
