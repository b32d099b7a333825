package io.parley.cdi;

import io.parley.config.InvalidSettingsException;
import io.parley.config.Settings;
import io.parley.protocol.RoomName;
import io.parley.room.Room;
import io.parley.scope.ConnectionScoped;
import io.parley.scope.RoomScoped;
import io.parley.session.Connection;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.websocket.server.ServerEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Parley's part in the life of a deployment (Jakarta CDI, section 24.5): sees what the application has, adds the
 * scopes, and refuses what could not work.
 */
public class ParleyExtension implements Extension {

    private final Discovered found = new Discovered();
    private final KeyedContext<String, Connection> connections = new KeyedContext<>(ConnectionScoped.class);
    private final KeyedContext<RoomName, Room> rooms = new KeyedContext<>(RoomScoped.class);
    private @Nullable Settings settings;

    /** Made by the container. */
    public ParleyExtension() {}

    void endpoint(@Observes @WithAnnotations(ServerEndpoint.class) ProcessAnnotatedType<?> type) {
        @Nullable ServerEndpoint endpoint = type.getAnnotatedType().getAnnotation(ServerEndpoint.class);
        if (endpoint != null) {
            String name = type.getAnnotatedType().getJavaClass().getName();
            found.add(new Discovered.Endpoint(name, endpoint.value()));
        }
    }

    void injection(@Observes ProcessInjectionPoint<?, ?> point) {
        found.add(point.getInjectionPoint());
    }

    void bean(@Observes ProcessBean<?> bean) {
        if (!(bean instanceof ProcessSyntheticBean<?> synthetic) || synthetic.getSource() != this) {
            found.add(bean.getBean());
        }
    }

    void observer(@Observes ProcessObserverMethod<?, ?> observer) {
        found.add(observer.getObserverMethod());
    }

    void complete(@Observes AfterBeanDiscovery discovery) {
        discovery.addContext(connections);
        discovery.addContext(rooms);
        discovery
                .<Connection>addBean()
                .types(Connection.class)
                .scope(ConnectionScoped.class)
                .createWith(creation -> connections.subject());
        discovery.<Room>addBean().types(Room.class).scope(RoomScoped.class).createWith(creation -> rooms.subject());
        readSettings(discovery);
        DeploymentCheck.problems(found)
                .forEach(problem -> discovery.addDefinitionError(new DefinitionException(problem)));
    }

    private void readSettings(AfterBeanDiscovery discovery) {
        try {
            settings = Settings.read(SettingSources.here());
        } catch (InvalidSettingsException e) {
            discovery.addDefinitionError(e);
        }
    }

    /** For a container that ends nothing earlier. */
    void stop(@Observes BeforeShutdown shutdown) {
        endLives();
    }

    /** Ends all rooms' and connections' lives, for good. May be called again. */
    void endLives() {
        rooms.stop();
        connections.stop();
    }

    Settings settings() {
        if (settings == null) {
            throw new IllegalStateException("the settings are read when all beans are known");
        }
        return settings;
    }

    /** What the application has; complete once it is deployed. */
    Discovered found() {
        return found;
    }

    KeyedContext<String, Connection> connections() {
        return connections;
    }

    KeyedContext<RoomName, Room> rooms() {
        return rooms;
    }
}
