/**
 * What the engines have in common: the newest entries of a room in memory, and the way in which they reach those who
 * follow the room, in order.
 *
 * <p>Imports {@code log}, {@code protocol} and {@code java.*}. What belongs to one room is guarded by that room.
 */
@NullMarked
package io.parley.log.feed;

import org.jspecify.annotations.NullMarked;
