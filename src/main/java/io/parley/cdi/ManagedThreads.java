package io.parley.cdi;

import io.parley.time.Timer;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * What runs on the container's managed executors (Jakarta Concurrency, sections 3.1, 3.2 and 3.4). They run a task on
 * behalf of whoever submits it, and that may be any user, since a lane and a timer serve all. So every task runs within
 * one context more (section 3.3): that of the deployment, which acts for nobody.
 *
 * <p>All are looked up by name, since Payara takes a {@code @Resource} of a class in a WAR's library for a string.
 */
@ApplicationScoped
public class ManagedThreads {

    private final CompletableFuture<Resources> started = new CompletableFuture<>();

    /** What the container has for every application, and the context of this one. */
    private record Resources(
            ManagedExecutorService executor,
            ManagedScheduledExecutorService scheduler,
            ManagedThreadFactory factory,
            Executor deployment) {}

    /** Made by the container. */
    public ManagedThreads() {}

    /**
     * Looks around, and captures the context of the deployment: before the first request, and not earlier, since a
     * listener or a filter is made in a context that may be without the application's names. What they ask for waits.
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        ContextService contexts = lookUp("java:comp/DefaultContextService");
        started.complete(new Resources(
                lookUp("java:comp/DefaultManagedExecutorService"),
                lookUp("java:comp/DefaultManagedScheduledExecutorService"),
                lookUp("java:comp/DefaultManagedThreadFactory"),
                contexts.currentContextExecutor()));
    }

    @SuppressWarnings({"BanJNDI", "TypeParameterUnusedInFormals"}) // The names are constants, and say the type
    private static <T> T lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("the container has no " + name, e);
        }
    }

    /**
     * Where short tasks run, which no observer of the application can hold up. No bean of its own: an application may
     * have one of that type.
     *
     * @return the executor that the timer uses, too
     */
    public Executor executor() {
        return task -> whenStarted(resources -> resources.scheduler().execute(within(task, resources)));
    }

    /**
     * Where the application's observers run, which may block.
     *
     * @return another executor than the timer's
     */
    public Executor observers() {
        return task -> whenStarted(resources -> resources.executor().execute(within(task, resources)));
    }

    /**
     * Makes threads for pools of Parley's own, whose tasks act for nobody.
     *
     * @return to be used once the application has started
     */
    ThreadFactory factory() {
        return task -> started.join().factory().newThread(task);
    }

    /** Whoever asks later than that is told at once of what goes wrong. */
    private void whenStarted(Consumer<Resources> action) {
        if (started.isDone()) {
            action.accept(started.join());
        } else {
            started.thenAccept(action).minimalCompletionStage();
        }
    }

    private static Runnable within(Runnable task, Resources resources) {
        return () -> resources.deployment().execute(task);
    }

    @Produces
    @Singleton
    Timer timer() {
        return new ManagedTimer(
                started.thenApply(Resources::scheduler),
                task -> started.join().deployment().execute(task));
    }

    /** Static, since this bean may be gone by then and would be made anew. */
    static void stop(@Disposes Timer timer) {
        ((ManagedTimer) timer).stop();
    }
}
