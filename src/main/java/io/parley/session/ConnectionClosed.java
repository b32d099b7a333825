package io.parley.session;

import java.time.Duration;

/**
 * A connection is closed: exactly one for every {@link ConnectionOpened}, whatever the network and the container do. A
 * CDI event like that one.
 *
 * @param connection which; it is in no room any more
 * @param ending who ended it, and how
 * @param lasted how long it was open
 * @param traffic what went through it
 */
public record ConnectionClosed(Connection connection, Ending ending, Duration lasted, Traffic traffic) {}
