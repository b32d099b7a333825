package io.parley.cdi;

import io.parley.config.Settings;
import io.parley.room.RoomListener;
import io.parley.room.Rooms;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionListeners;
import io.parley.session.ConnectionScope;
import io.parley.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;

/**
 * Puts together how the application is told of rooms and connections. What it does not use is left out: no lane, no
 * task and no store is ever made for it.
 */
@ApplicationScoped
public class ObserverComposition {

    /** Made by the container. */
    public ObserverComposition() {}

    @Produces
    @Singleton
    ObserverLanes lanes(Settings settings, ManagedThreads threads) {
        return ObserverLanes.on(threads.observers(), settings.observersWaiting());
    }

    @Produces
    @Singleton
    RoomListener rooms(
            ParleyExtension extension, ObserverLanes lanes, Rooms rooms, Event<Object> events, BeanManager manager) {
        if (!extension.found().usesRooms()) {
            return new Unheard();
        }
        RoomBeans beans = new RoomBeans(extension.found().roomBeans(), extension.rooms(), manager);
        RoomObservers.Beginning beginning = new RoomObservers.Beginning(name -> new LiveRoomView(name, rooms), beans);
        return new RoomObservers(lanes.rooms(), extension.rooms(), beginning, events::fire);
    }

    @Produces
    @Singleton
    ConnectionListener connections(
            ParleyExtension extension, ObserverLanes lanes, Event<Object> events, Traces traces) {
        return extension.found().usesConnections()
                ? new ConnectionListeners(
                        traces, new ConnectionObservers(lanes.connections(), extension.connections(), events::fire))
                : traces;
    }

    @Produces
    @Singleton
    ConnectionScope scope(ParleyExtension extension) {
        return extension.found().usesConnections() ? extension.connections()::run : ConnectionScope.NONE;
    }

    /** While the beans that the application's may need at their end are still there. */
    void stop(
            @Observes @BeforeDestroyed(ApplicationScoped.class) Object ending,
            ParleyExtension extension,
            ObserverLanes lanes) {
        lanes.stop();
        extension.endLives();
    }
}
