package io.parley.it.wrong;

import io.parley.room.Left;
import io.parley.room.Room;
import io.parley.scope.ConnectionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Lives with a connection, and wants to know of rooms. */
@ConnectionScoped
public class ConnectionBeanOfRooms {

    @Inject
    private Room room;

    /** Made by the container. */
    @SuppressWarnings("NullAway.Init")
    public ConnectionBeanOfRooms() {}

    void left(@Observes Left event) {
        room.name();
    }
}
