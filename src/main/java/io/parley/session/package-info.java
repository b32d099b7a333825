/**
 * One client's life: the connection to a peer, and the bounded outbox in front of it.
 *
 * <p>Imports {@code protocol} and {@code time}. A connection may be used by any thread.
 */
@NullMarked
package io.parley.session;

import org.jspecify.annotations.NullMarked;
