package io.parley.cdi;

import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Posted;
import io.parley.room.Room;
import io.parley.scope.ConnectionScoped;
import io.parley.scope.RoomScoped;
import io.parley.session.Connection;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionOpened;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the deployment has, as the extension finds it. Filled while the deployment is read, perhaps by several threads,
 * and asked afterwards; fields are guarded by this.
 */
final class Discovered {

    static final Set<Class<?>> ROOM_EVENTS = Set.of(Joined.class, Left.class, Posted.class);
    static final Set<Class<?>> CONNECTION_EVENTS =
            Set.of(ConnectionOpened.class, ConnectionIdentified.class, ConnectionClosed.class);

    /** An endpoint and where it is. */
    record Endpoint(String type, String path) {}

    /** A bean with an injection point, and of which type that is. */
    record Injection(String bean, Class<? extends Annotation> scope, Class<?> injected) {}

    /** A method that observes one of Parley's events. */
    record Observer(String type, Class<?> event, Class<? extends Annotation> scope, boolean async, boolean qualified) {}

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Injection> injections = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private final List<Bean<?>> roomBeans = new ArrayList<>();
    private boolean usesRooms;
    private boolean usesConnections;

    synchronized void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    synchronized void add(Bean<?> bean) {
        if (bean.getScope() == RoomScoped.class) {
            roomBeans.add(bean);
            usesRooms = true;
        }
        usesConnections |= bean.getScope() == ConnectionScoped.class;
    }

    synchronized void add(InjectionPoint point) {
        Bean<?> bean = point.getBean();
        for (Class<?> subject : List.of(Connection.class, Room.class)) {
            if (names(point.getType(), subject)) {
                usesConnections |= subject == Connection.class;
                usesRooms |= subject == Room.class;
                if (bean != null) {
                    injections.add(new Injection(bean.getBeanClass().getName(), bean.getScope(), subject));
                }
            }
        }
    }

    /** The type itself, or {@code Instance} of it. */
    private static boolean names(Type type, Class<?> subject) {
        return type == subject
                || (type instanceof ParameterizedType generic
                        && List.of(generic.getActualTypeArguments()).contains(subject));
    }

    synchronized void add(ObserverMethod<?> observer) {
        Type type = observer.getObservedType();
        boolean qualified = observer.getObservedQualifiers().stream()
                .map(Annotation::annotationType)
                .anyMatch(qualifier -> qualifier != Any.class && qualifier != Default.class);
        if (type instanceof Class<?> event && (ROOM_EVENTS.contains(event) || CONNECTION_EVENTS.contains(event))) {
            @Nullable Bean<?> bean = observer.getDeclaringBean();
            // One that another extension has added belongs to no bean
            Class<? extends Annotation> scope = bean == null ? Dependent.class : bean.getScope();
            observers.add(new Observer(observer.getBeanClass().getName(), event, scope, observer.isAsync(), qualified));
        }
        if (!qualified && !observer.isAsync()) {
            usesRooms |= hears(type, ROOM_EVENTS);
            usesConnections |= hears(type, CONNECTION_EVENTS);
        }
    }

    /** A type variable may stand for anything; a generic type is none of the events. */
    private static boolean hears(Type observed, Set<Class<?>> events) {
        return observed instanceof Class<?> type
                ? events.stream().anyMatch(type::isAssignableFrom)
                : observed instanceof TypeVariable<?>;
    }

    synchronized List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    synchronized List<Injection> injections() {
        return List.copyOf(injections);
    }

    synchronized List<Observer> observers() {
        return List.copyOf(observers);
    }

    /** Whether anything of the application listens to rooms, or lives with them. */
    synchronized boolean usesRooms() {
        return usesRooms;
    }

    /** Whether anything of the application listens to connections, or lives with them. */
    synchronized boolean usesConnections() {
        return usesConnections;
    }

    /** The application's beans of the room's scope. */
    synchronized List<Bean<?>> roomBeans() {
        return List.copyOf(roomBeans);
    }
}
