package io.parley.container.wildfly;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Logs the address of the page, once, when the deployment answers requests. Silent on other servers than WildFly.
 *
 * <p>The container calls the two listener methods one after the other; the check runs on a thread of the container's.
 */
@WebListener
public class AddressAnnouncement implements ServletContextListener {

    private static final Logger LOGGER = System.getLogger(AddressAnnouncement.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int MAX_CHECKS = 240;

    private final ServerModel server = new ServerModel();

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private volatile @Nullable Future<?> check;
    private int checks;

    /** Creates the listener; the container does this. */
    public AddressAnnouncement() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (!server.isPresent()) {
            return;
        }
        String contextPath = event.getServletContext().getContextPath() + "/";
        check = scheduler.scheduleWithFixedDelay(
                () -> announceOrWait(contextPath), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        stopChecking();
    }

    private void announceOrWait(String contextPath) {
        String root = contextPath.length() == 1 ? contextPath : contextPath.substring(0, contextPath.length() - 1);
        Optional<String> address = server.isDeployed(root) ? server.httpAddress() : Optional.empty();
        address.ifPresent(http -> LOGGER.log(Level.INFO, "Parley is at {0}{1}", http, contextPath));
        if (address.isPresent() || ++checks == MAX_CHECKS) {
            stopChecking();
        }
    }

    private void stopChecking() {
        Future<?> running = check;
        if (running != null) {
            running.cancel(false);
        }
    }
}
