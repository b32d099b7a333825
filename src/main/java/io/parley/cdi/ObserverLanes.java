package io.parley.cdi;

import io.parley.observer.Backlog;
import io.parley.observer.Lanes;
import io.parley.protocol.RoomName;
import java.util.concurrent.Executor;

/** The lanes of rooms and of connections, with one backlog for all. */
record ObserverLanes(Lanes<RoomName> rooms, Lanes<String> connections) {

    static ObserverLanes on(Executor executor, int maxWaiting) {
        Backlog backlog = new Backlog(maxWaiting);
        return new ObserverLanes(new Lanes<>(backlog, executor), new Lanes<>(backlog, executor));
    }

    void stop() {
        rooms.stop();
        connections.stop();
    }
}
