package io.parley.cdi;

import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import io.parley.room.Room;
import io.parley.room.Rooms;
import java.util.List;
import java.util.Optional;

/** A room by its name: the live one, and where that has disappeared an empty one. */
record LiveRoomView(RoomName name, Rooms rooms) implements Room {

    @Override
    public int members() {
        return rooms.find(name).map(Room::members).orElse(0);
    }

    @Override
    public List<String> users(Optional<String> after, int limit) {
        return rooms.find(name).map(room -> room.users(after, limit)).orElse(List.of());
    }

    @Override
    public Optional<Position> position() {
        return rooms.find(name).flatMap(Room::position);
    }
}
