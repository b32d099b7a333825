package io.parley.protocol;

import java.time.Duration;

/**
 * The keep-alive's times, as told in {@code connected.keepAlive}.
 *
 * @param ping between pings of the server
 * @param timeout for a sign of life after a ping
 */
public record KeepAliveTimes(Duration ping, Duration timeout) {}
