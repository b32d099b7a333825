package io.parley.cdi;

import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Posted;
import io.parley.room.RoomListener;
import jakarta.enterprise.event.Event;

/** Fires what happens in rooms to the application's observers. */
final class RoomObservers implements RoomListener {

    private final Event<Joined> joined;
    private final Event<Left> left;
    private final Event<Posted> posted;

    RoomObservers(Event<Joined> joined, Event<Left> left, Event<Posted> posted) {
        this.joined = joined;
        this.left = left;
        this.posted = posted;
    }

    @Override
    public void joined(Joined event) {
        joined.fire(event);
    }

    @Override
    public void left(Left event) {
        left.fire(event);
    }

    @Override
    public void posted(Posted event) {
        posted.fire(event);
    }
}
