package io.parley.cdi;

import io.parley.protocol.RoomName;
import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Posted;
import io.parley.room.RoomListener;

/** Tells nobody: for an application that does not listen. */
final class Unheard implements RoomListener {

    @Override
    public void appeared(RoomName room) {}

    @Override
    public void joined(Joined event) {}

    @Override
    public void left(Left event) {}

    @Override
    public void posted(Posted event) {}

    @Override
    public void ended(RoomName room) {}
}
