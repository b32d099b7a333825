package io.parley.session;

import io.parley.protocol.User;

/**
 * It is known who speaks through a connection. A CDI event like {@link ConnectionOpened}.
 *
 * @param connection which
 * @param user who
 */
public record ConnectionIdentified(Connection connection, User user) {}
