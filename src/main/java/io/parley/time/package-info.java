/**
 * Time as a port, so that nothing in the core owns a clock or a thread.
 *
 * <p>Imports {@code java.*} only. The clock itself is {@link java.time.InstantSource}.
 */
@NullMarked
package io.parley.time;

import org.jspecify.annotations.NullMarked;
