/**
 * What transactions of applications have left in the database to be said in rooms, and its way from there into the log.
 *
 * <p>Imports {@code log}, {@code protocol} and {@code time}. The relay works on a thread of its own, and blocks it; any
 * thread may wake it.
 */
@NullMarked
package io.parley.log.publication;

import org.jspecify.annotations.NullMarked;
