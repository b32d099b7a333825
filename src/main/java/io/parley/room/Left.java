package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;

/**
 * A user has left a room that is alive on this node: with the last connection on any node, or when the grace is over
 * after that one was dropped. A CDI event: the application observes it by its type.
 *
 * <p>Observers of one room are called one at a time, in the room's order, on a thread of the container's managed
 * executor, never on one that serves connections: they may block, use transactions and call Parley. The container knows
 * no caller there, whoever caused it. What one throws is logged and ends nothing, but by CDI's rules other observers of
 * the same event may then not hear of it. While an application's observers fall behind by more than
 * {@code parley.observers.waiting} notifications, further ones are lost, which is counted and logged.
 *
 * @param room where
 * @param user who
 */
public record Left(RoomName room, User user) {}
