/**
 * The log in memory: a ring for each room, with a new epoch at each start. For tests, and for rooms that need no past.
 *
 * <p>Imports {@code log}, {@code protocol} and {@code java.*}.
 */
@NullMarked
package io.parley.log.memory;

import org.jspecify.annotations.NullMarked;
