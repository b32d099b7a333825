/**
 * The WebSocket endpoints and the adapter from a Jakarta session to a connection: guard and delegate.
 *
 * <p>Imports the core, {@code codec} and {@code jakarta.websocket}. Callbacks come on the container's threads, one at a
 * time for each session, and never block.
 */
@NullMarked
package io.parley.endpoint;

import org.jspecify.annotations.NullMarked;
