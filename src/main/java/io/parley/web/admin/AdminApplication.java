package io.parley.web.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * What is at {@code /admin} (Jakarta REST, section 2.1): these and nothing else, so that an application's own resources
 * do not get there.
 */
@ApplicationPath("admin")
public class AdminApplication extends Application {

    private static final Set<Class<?>> ALL = Set.of(
            ConnectionsResource.class,
            FramesResource.class,
            StreamResource.class,
            TracesResource.class,
            RoomsResource.class,
            StatisticsResource.class,
            DrainResource.class,
            PageResource.class,
            RoleFilter.class,
            BreakOffs.class,
            Failures.class);

    /** Made by the container. */
    public AdminApplication() {}

    @Override
    public Set<Class<?>> getClasses() {
        return ALL;
    }

    /** Payara would describe the interface at a path of its own, too, in words that nobody holds against the code. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
