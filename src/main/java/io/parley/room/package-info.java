/**
 * Rooms: who is in them, who is present, and the one order in which their members see entries.
 *
 * <p>Imports {@code protocol}, {@code log} and {@code time}. A room's state is guarded by its own lock, under which
 * nothing does I/O or waits.
 */
@NullMarked
package io.parley.room;

import org.jspecify.annotations.NullMarked;
