package io.parley.cdi;

import io.parley.time.Timer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/**
 * What runs on the container's managed executors (Jakarta Concurrency, sections 3.1 and 3.2). They run a task on behalf
 * of whoever submits it, and that may be any user, since a lane and a timer serve all. So every task runs within one
 * context more (section 3.3): that of the deployment, which acts for nobody.
 */
@ApplicationScoped
public class ManagedThreads {

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ContextService contexts;

    /** What is submitted before the deployment's context is there, the deployment submits itself. */
    private volatile Executor context = Runnable::run;

    /** Made by the container. */
    public ManagedThreads() {}

    /**
     * Captures the context of the deployment: before the first request, and not earlier, since a listener or a filter
     * is made in a context that may be without the application's names.
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        context = contexts.currentContextExecutor();
    }

    /**
     * Where short tasks run, which no observer of the application can hold up. No bean of its own: an application may
     * have one of that type.
     *
     * @return the executor that the timer uses, too
     */
    public Executor executor() {
        return task -> scheduler.execute(within(task));
    }

    /**
     * Where the application's observers run, which may block.
     *
     * @return another executor than the timer's
     */
    public Executor observers() {
        return task -> executor.execute(within(task));
    }

    private Runnable within(Runnable task) {
        return () -> run(task);
    }

    private void run(Runnable task) {
        context.execute(task);
    }

    @Produces
    @Singleton
    Timer timer() {
        return new ManagedTimer(scheduler, this::run);
    }

    /** Static, since this bean may be gone by then and would be made anew. */
    static void stop(@Disposes Timer timer) {
        ((ManagedTimer) timer).stop();
    }
}
