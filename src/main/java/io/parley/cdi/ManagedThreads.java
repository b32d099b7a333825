package io.parley.cdi;

import io.parley.config.Settings;
import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.ObserverQueue;
import io.parley.room.Posted;
import io.parley.room.RoomListener;
import io.parley.time.Timer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** What runs on the container's managed executors (Jakarta Concurrency, sections 3.1 and 3.2). */
@ApplicationScoped
public class ManagedThreads {

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** Made by the container. */
    public ManagedThreads() {}

    /**
     * Where short tasks run, which no observer of the application can hold up. No bean of its own: an application may
     * have one of that type.
     *
     * @return the executor that the timer uses, too
     */
    public Executor executor() {
        return scheduler;
    }

    @Produces
    @Singleton
    Timer timer() {
        return new ManagedTimer(scheduler);
    }

    void stop(@Disposes Timer timer) {
        ((ManagedTimer) timer).stop();
    }

    @Produces
    @Singleton
    RoomListener observers(Settings settings, Event<Joined> joined, Event<Left> left, Event<Posted> posted) {
        return new ObserverQueue(settings.observersWaiting(), executor, new RoomObservers(joined, left, posted));
    }

    void stop(@Disposes RoomListener observers) {
        ((ObserverQueue) observers).stop();
    }
}
