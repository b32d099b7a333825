/**
 * Parley's words: commands, events, close and error codes, limits, as values without behaviour of their own.
 *
 * <p>Imports {@code java.*} and {@code frame} only. Everything here is immutable and may be used by any thread.
 */
@NullMarked
package io.parley.protocol;

import org.jspecify.annotations.NullMarked;
