/**
 * JSON both ways: the text of a WebSocket message to a command, an event to the text of a message.
 *
 * <p>Imports {@code protocol}, {@code jakarta.websocket} and {@code jakarta.json}; streaming only, no reflection.
 * Codecs keep no state and may be used by any thread.
 */
@NullMarked
package io.parley.codec;

import org.jspecify.annotations.NullMarked;
