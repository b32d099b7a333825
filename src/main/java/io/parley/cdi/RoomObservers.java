package io.parley.cdi;

import io.parley.observer.Lanes;
import io.parley.protocol.RoomName;
import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Posted;
import io.parley.room.Room;
import io.parley.room.RoomListener;
import java.util.function.Consumer;
import java.util.function.Function;

/** Fires what happens in rooms to the application's observers, each room's in its lane and its scope. */
final class RoomObservers implements RoomListener {

    private final Lanes<RoomName> lanes;
    private final KeyedContext<RoomName, Room> scope;
    private final Beginning beginning;
    private final Consumer<Object> observers;

    /**
     * What a room begins with.
     *
     * @param room its view
     * @param beans makes those of the room's scope, and is called within it
     */
    record Beginning(Function<RoomName, Room> room, Runnable beans) {}

    RoomObservers(
            Lanes<RoomName> lanes,
            KeyedContext<RoomName, Room> scope,
            Beginning beginning,
            Consumer<Object> observers) {
        this.lanes = lanes;
        this.scope = scope;
        this.beginning = beginning;
        this.observers = observers;
    }

    @Override
    public void appeared(RoomName room) {
        lanes.begin(room, () -> {
            scope.begin(room, beginning.room().apply(room));
            scope.run(room, beginning.beans());
        });
    }

    @Override
    public void joined(Joined event) {
        tell(event.room(), event);
    }

    @Override
    public void left(Left event) {
        tell(event.room(), event);
    }

    @Override
    public void posted(Posted event) {
        tell(event.room(), event);
    }

    private void tell(RoomName room, Object event) {
        lanes.tell(room, () -> scope.run(room, () -> observers.accept(event)));
    }

    @Override
    public void ended(RoomName room) {
        lanes.end(room, () -> scope.end(room));
    }
}
