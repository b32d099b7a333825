package io.parley.it.wrong;

import io.parley.scope.RoomScoped;
import io.parley.session.Connection;
import io.parley.session.ConnectionOpened;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Lives with a room, and wants to know of connections. */
@RoomScoped
public class RoomBeanOfConnections {

    @Inject
    private Connection connection;

    /** Made by the container. */
    @SuppressWarnings("NullAway.Init")
    public RoomBeanOfConnections() {}

    void opened(@Observes ConnectionOpened event) {
        connection.id();
    }
}
