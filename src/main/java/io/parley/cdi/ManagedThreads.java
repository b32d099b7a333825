package io.parley.cdi;

import io.parley.time.Timer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
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

    /**
     * Where the application's observers run, which may block.
     *
     * @return another executor than the timer's
     */
    public Executor observers() {
        return executor;
    }

    @Produces
    @Singleton
    Timer timer() {
        return new ManagedTimer(scheduler);
    }

    void stop(@Disposes Timer timer) {
        ((ManagedTimer) timer).stop();
    }
}
