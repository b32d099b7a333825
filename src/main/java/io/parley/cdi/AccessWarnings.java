package io.parley.cdi;

import io.parley.config.AllowedOrigins;
import io.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

/** Says at the start which settings let in more than most want. */
@ApplicationScoped
public class AccessWarnings {

    private static final System.Logger LOG = System.getLogger("io.parley");

    /** Made by the container. */
    public AccessWarnings() {}

    void warn(@Observes @Initialized(ApplicationScoped.class) Object started, Settings settings) {
        if (settings.access().origins().scope() == AllowedOrigins.Scope.ANY) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "parley.origins is *: a page of any site may connect, as whoever visits it");
        }
    }
}
