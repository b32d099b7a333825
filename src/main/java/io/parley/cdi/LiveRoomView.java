package io.parley.cdi;

import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import io.parley.room.Room;
import io.parley.room.Rooms;
import io.parley.room.UserPage;
import java.util.Optional;

/** A room by its name: the live one, and where that has disappeared an empty one. */
record LiveRoomView(RoomName name, Rooms rooms) implements Room {

    @Override
    public int members() {
        return rooms.find(name).map(Room::members).orElse(0);
    }

    @Override
    public UserPage users(Optional<String> after, int limit) {
        return rooms.find(name).map(room -> room.users(after, limit)).orElse(UserPage.EMPTY);
    }

    @Override
    public Optional<Position> position() {
        return rooms.find(name).flatMap(Room::position);
    }
}
