package io.parley.room;

import io.parley.protocol.ChatMessage;
import io.parley.protocol.RoomName;

/**
 * A message was handed to the members of a room on this node. A CDI event: the application observes it by its type.
 *
 * <p>Observers of one room are called one at a time, in the room's order, on a thread of the container's managed
 * executor, never on one that serves connections: they may block, use transactions and call Parley. The container knows
 * no caller there, whoever caused it. What one throws is logged and ends nothing, but by CDI's rules other observers of
 * the same event may then not hear of it. While an application's observers fall behind by more than
 * {@code parley.observers.waiting} notifications, further ones are lost, which is counted and logged.
 *
 * @param room where
 * @param message what, with its place in the room's log
 */
public record Posted(RoomName room, ChatMessage message) {}
