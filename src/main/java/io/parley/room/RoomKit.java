package io.parley.room;

/** What the rooms of one node share. */
record RoomKit(RoomContext context, RoomSettings settings) {}
