package io.parley.container.wildfly;

import io.parley.config.Settings;
import io.parley.session.Drain;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Has WildFly wait for the farewell where it would close all connections without a word, and says once which farewell
 * this server gets: {@code src/docs/decisions/farewell.md}. On other servers nothing of WildFly's is loaded; so no
 * member of this class may name it.
 *
 * <p>The container calls it on one thread.
 */
@WebListener
public class FarewellListener implements ServletContextListener {

    private static final Logger LOGGER = System.getLogger(FarewellListener.class.getName());
    private static final String NEEDED = "org.jboss.as.server.suspend.SuspendableActivity";

    /** In seconds; below 0, WildFly waits as long as it takes. Read by WildFly when the signal comes. */
    private static final String SIGTERM_TIMEOUT = "org.wildfly.sigterm.suspend.timeout";

    private final Drain drain;
    private final Duration longest;

    /**
     * Made by the container.
     *
     * @param drain the farewell
     * @param settings how long it may take
     */
    @Inject
    public FarewellListener(Drain drain, Settings settings) {
        this.drain = drain;
        this.longest = settings.drain().within().plus(Drain.PATIENCE);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (!isHere()) {
            LOGGER.log(Level.INFO, "Farewell: 1012 when Parley is undeployed, as far as this server waits");
        } else if (FarewellService.install(
                drain, longest, event.getServletContext().getContextPath())) {
            LOGGER.log(Level.INFO, "Farewell: 1012 on suspend, stop and undeploy");
            warnOfShortStop(Integer.getInteger(SIGTERM_TIMEOUT, 0));
        } else {
            LOGGER.log(Level.WARNING, "Farewell: this WildFly is none that Parley knows; 1012 only as far as it waits");
        }
    }

    private static boolean isHere() {
        try {
            Class.forName(NEEDED, false, FarewellListener.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private void warnOfShortStop(int seconds) {
        if (seconds >= 0 && Duration.ofSeconds(seconds).compareTo(longest) < 0) {
            LOGGER.log(
                    Level.WARNING,
                    "On SIGTERM this server waits {0} s for the farewell, which may take {1} s: start it with -D{2}={1}",
                    seconds,
                    longest.toSeconds(),
                    SIGTERM_TIMEOUT);
        }
    }
}
