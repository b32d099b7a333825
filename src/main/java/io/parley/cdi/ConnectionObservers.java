package io.parley.cdi;

import io.parley.observer.Lanes;
import io.parley.session.Connection;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionOpened;
import java.util.function.Consumer;

/**
 * Fires what happens to connections to the application's observers, each connection's in its lane and its scope. The
 * scope begins here, at once, so that it is active for the callbacks; it ends in the lane, behind the observers of the
 * end. For a connection that they are not told of, and that has no beans, it ends at once: while observers hang,
 * nothing waits for such.
 */
final class ConnectionObservers implements ConnectionListener {

    private final Lanes<String> lanes;
    private final KeyedContext<String, Connection> scope;
    private final Consumer<Object> observers;

    ConnectionObservers(Lanes<String> lanes, KeyedContext<String, Connection> scope, Consumer<Object> observers) {
        this.lanes = lanes;
        this.scope = scope;
        this.observers = observers;
    }

    @Override
    public void opened(ConnectionOpened event) {
        String id = event.connection().id();
        scope.begin(id, event.connection());
        lanes.begin(id, () -> fire(id, event));
    }

    @Override
    public void identified(ConnectionIdentified event) {
        String id = event.connection().id();
        lanes.tellSurely(id, () -> fire(id, event));
    }

    @Override
    public void closed(ConnectionClosed event) {
        String id = event.connection().id();
        boolean told = lanes.end(id, () -> fire(id, event));
        if (told || !scope.endUnused(id)) {
            lanes.always(id, () -> scope.end(id));
        }
    }

    private void fire(String id, Object event) {
        scope.run(id, () -> observers.accept(event));
    }
}
