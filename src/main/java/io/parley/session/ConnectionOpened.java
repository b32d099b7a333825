package io.parley.session;

/**
 * A connection is open. A CDI event: the application observes it by its type.
 *
 * <p>The events of one connection are told one at a time, this one first, {@link ConnectionIdentified} next and
 * {@link ConnectionClosed} last, on a thread of the container's managed executor, with {@code ConnectionScoped} active:
 * observers may block. The container knows no caller there, whoever opened it. While the application's observers fall
 * behind by more than {@code parley.observers.waiting} notifications, further connections are not told of at all, which
 * is counted and logged: one that was told of here is always told of as closed.
 *
 * @param connection which
 */
public record ConnectionOpened(Connection connection) {}
