package io.parley.cdi;

import io.parley.chat.Arrival;
import io.parley.endpoint.DefaultRoomEndpoint;
import io.parley.endpoint.NamedRoomEndpoint;
import io.parley.room.Room;
import io.parley.scope.ConnectionScoped;
import io.parley.scope.RoomScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an application would get wrong without being told: each problem names who, what, and what to do instead. */
final class DeploymentCheck {

    private static final Set<String> PARLEYS =
            Set.of(DefaultRoomEndpoint.class.getName(), NamedRoomEndpoint.class.getName());

    private static final Set<Class<?>> NEVER_ACTIVE =
            Set.of(RequestScoped.class, SessionScoped.class, ConversationScoped.class);

    private DeploymentCheck() {}

    /** The problems of a deployment, one text for each. */
    static List<String> problems(Discovered found) {
        return Stream.of(
                        missing(found.endpoints()),
                        clashes(found.endpoints()),
                        found.observers().stream().flatMap(DeploymentCheck::deaf),
                        found.injections().stream().flatMap(DeploymentCheck::misplaced))
                .flatMap(problems -> problems)
                .toList();
    }

    private static Stream<String> missing(List<Discovered.Endpoint> endpoints) {
        List<String> types = endpoints.stream().map(Discovered.Endpoint::type).toList();
        return PARLEYS.stream()
                .sorted()
                .filter(type -> !types.contains(type))
                .map(type -> type + " is not among the beans, so nobody could connect: neither veto nor exclude it, and"
                        + " give a jar with Parley's classes a META-INF/beans.xml");
    }

    private static Stream<String> clashes(List<Discovered.Endpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> !PARLEYS.contains(endpoint.type()) && isParleys(endpoint.path()))
                .map(endpoint -> endpoint.type() + " is an endpoint at " + endpoint.path() + ", but " + Arrival.PATH
                        + " and all that is one level below are Parley's: give it a path elsewhere");
    }

    private static boolean isParleys(String path) {
        return path.equals(Arrival.PATH) || path.matches(Arrival.PATH + "/[^/]*");
    }

    private static Stream<String> deaf(Discovered.Observer observer) {
        String who = observer.type() + " observes " + observer.event().getSimpleName() + " and would never be told: ";
        if (observer.async()) {
            return Stream.of(
                    who + "Parley fires its events synchronously, on a managed thread where observers may block;"
                            + " observe with @Observes instead of @ObservesAsync");
        }
        if (observer.qualified()) {
            return Stream.of(
                    who + "Parley fires its events without qualifiers; leave them out, and look at what the event"
                            + " says, or observe in a @RoomScoped bean");
        }
        return isToldIn(observer.scope(), observer.event())
                ? Stream.empty()
                : Stream.of(who + "@" + observer.scope().getSimpleName() + " is not active where "
                        + observer.event().getSimpleName() + " is; observe it in an @ApplicationScoped bean, or in a @"
                        + scopeOf(observer.event()).getSimpleName() + " one");
    }

    private static boolean isToldIn(Class<? extends Annotation> scope, Class<?> event) {
        boolean isOthers = (scope == RoomScoped.class || scope == ConnectionScoped.class) && scope != scopeOf(event);
        return !isOthers && !NEVER_ACTIVE.contains(scope);
    }

    private static Class<? extends Annotation> scopeOf(Class<?> event) {
        return Discovered.ROOM_EVENTS.contains(event) ? RoomScoped.class : ConnectionScoped.class;
    }

    private static Stream<String> misplaced(Discovered.Injection injection) {
        boolean isRoom = injection.injected() == Room.class;
        if (injection.scope() != (isRoom ? ConnectionScoped.class : RoomScoped.class)) {
            return Stream.empty();
        }
        return Stream.of(injection.bean() + " is @" + injection.scope().getSimpleName() + " and injects a "
                + injection.injected().getSimpleName() + ", but none is active there: inject "
                + (isRoom ? "Rooms" : "Connections") + ", and find it by its " + (isRoom ? "name" : "id"));
    }
}
