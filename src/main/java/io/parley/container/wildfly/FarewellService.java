package io.parley.container.wildfly;

import io.parley.session.Drain;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.as.server.suspend.SuspendableActivityRegistry;
import org.jboss.as.server.suspend.SuspendableActivityRegistry.SuspendPriority;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.ServiceRegistry;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the web application as a service of WildFly's own: so it is stopped before that, and WildFly waits for it.
 * Takes part in suspending as long as it is up.
 *
 * <p>Called by WildFly's service threads, one after the other.
 */
final class FarewellService implements Service {

    private static final ServiceName SUSPEND_CONTROLLER =
            ServiceName.of("org", "wildfly", "server", "suspend-controller");
    private static final ServiceName WEB_APPLICATIONS = ServiceName.of("org", "wildfly", "undertow", "deployment");

    private final Drain drain;
    private final Duration longest;
    private final Supplier<SuspendableActivityRegistry> controller;
    private final FarewellActivity activity;

    private FarewellService(Drain drain, Duration longest, Supplier<SuspendableActivityRegistry> controller) {
        this.drain = drain;
        this.longest = longest;
        this.controller = controller;
        this.activity = new FarewellActivity(drain);
    }

    /**
     * Installs it below the web application that is being started.
     *
     * @param longest what the farewell may take at most
     * @param contextPath where the application is served
     * @return false where this server does not have the services that are needed
     */
    static boolean install(Drain drain, Duration longest, String contextPath) {
        ServiceRegistry services = CurrentServiceContainer.getServiceContainer();
        Optional<ServiceName> application = starting(services, contextPath.isEmpty() ? "/" : contextPath);
        if (application.isEmpty() || services.getService(SUSPEND_CONTROLLER) == null) {
            return false;
        }
        ServiceBuilder<?> builder =
                CurrentServiceContainer.getServiceContainer().addService();
        builder.provides(application.get().append("parley-farewell"));
        builder.requires(application.get());
        builder.setInstance(new FarewellService(drain, longest, builder.requires(SUSPEND_CONTROLLER)));
        builder.install();
        return true;
    }

    /** Named by server, virtual host and path; the one that starts is ours. */
    private static Optional<ServiceName> starting(ServiceRegistry services, String path) {
        return services.getServiceNames().stream()
                .filter(name -> WEB_APPLICATIONS.isParentOf(name)
                        && name.getSimpleName().equals(path))
                .filter(name -> isStarting(services.getService(name)))
                .findFirst();
    }

    private static boolean isStarting(@Nullable ServiceController<?> service) {
        return service != null && service.getState() == ServiceController.State.STARTING;
    }

    @Override
    public void start(StartContext context) {
        controller.get().registerActivity(activity, SuspendPriority.FIRST);
    }

    /** Goes for good: a new deployment installs its own. */
    @Override
    public void stop(StopContext context) {
        controller.get().unregisterActivity(activity);
        context.getController().setMode(ServiceController.Mode.REMOVE);
        context.asynchronous();
        drain.begin()
                .toCompletableFuture()
                // The timer behind the farewell may be gone already
                .completeOnTimeout(null, longest.toMillis() + 1_000, TimeUnit.MILLISECONDS)
                .minimalCompletionStage()
                .whenComplete((gone, failure) -> context.complete());
    }
}
