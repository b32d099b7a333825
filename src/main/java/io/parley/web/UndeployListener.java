package io.parley.web;

import io.parley.session.Drain;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Sees to it that a {@link FarewellServlet} is there. Called by the container, on one thread. */
@WebListener
public class UndeployListener implements ServletContextListener {

    private final Drain drain;

    /**
     * Made by the container.
     *
     * @param drain the farewell
     */
    @Inject
    public UndeployListener(Drain drain) {
        this.drain = drain;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext()
                .addServlet("parley-farewell", new FarewellServlet(drain))
                .setLoadOnStartup(1);
    }
}
