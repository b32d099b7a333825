package io.parley.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.observer.Backlog;
import io.parley.observer.ByHand;
import io.parley.observer.Lanes;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.User;
import io.parley.scope.ConnectionScoped;
import io.parley.session.Connection;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionOpened;
import io.parley.session.Ending;
import io.parley.session.LiveConnection;
import io.parley.session.OutboxLimits;
import io.parley.session.TestConnections;
import io.parley.session.TestTransport;
import io.parley.session.Traffic;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionObserversTest {

    private static final int BOUND = 12;

    private final ByHand executor = new ByHand();
    private final Lanes<String> lanes = new Lanes<>(new Backlog(BOUND), executor);
    private final KeyedContext<String, Connection> scope = new KeyedContext<>(ConnectionScoped.class);
    private final List<String> heard = new ArrayList<>();
    private final ConnectionObservers observers = new ConnectionObservers(lanes, scope, this::hear);
    private final TestConnections connections =
            new TestConnections(new TestTime(), new OutboxLimits(1000, Duration.ofSeconds(10)));

    @Test
    void observers_hear_of_a_connection_in_its_scope_until_they_have_heard_of_its_end() {
        LiveConnection ann = connections.opening(User.principal("ann"), new TestTransport());

        open(ann);
        executor.runAll();
        close(ann);
        assertThat(scope.size()).isEqualTo(1);
        executor.runAll();

        assertThat(heard).containsExactly("ann ConnectionOpened", "ann ConnectionIdentified", "ann ConnectionClosed");
        assertThat(scope.size()).isZero();
    }

    @Test
    void the_scope_is_active_for_callbacks_from_the_opening_on() {
        LiveConnection ann = connections.opening(User.principal("ann"), new TestTransport());

        scope.run(ann.id(), () -> {
            assertThat(scope.isActive()).isFalse();
            open(ann);
            assertThat(scope.subject()).isSameAs(ann);
        });
    }

    @Test
    void of_a_connection_whose_opening_was_lost_nothing_is_heard_and_its_scope_ends_all_the_same() {
        for (int i = 0; i < BOUND; i++) {
            lanes.begin("other" + i, () -> {});
        }
        LiveConnection ann = connections.opening(User.principal("ann"), new TestTransport());
        open(ann);
        scope.run(ann.id(), () -> assertThat(scope.isActive()).isTrue());
        executor.runAll();
        close(ann);
        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(scope.size()).isZero();
    }

    @Test
    void while_observers_hang_connections_that_come_and_go_leave_nothing_that_waits() {
        for (int i = 0; i < BOUND; i++) {
            lanes.begin("other" + i, () -> {});
        }
        for (int i = 0; i < 1000; i++) {
            LiveConnection passer = connections.opening(User.principal("passer" + i), new TestTransport());
            open(passer);
            close(passer);
        }

        assertThat(executor.waiting()).isEqualTo(BOUND);
        assertThat(scope.size()).isZero();
    }

    @Test
    void whoever_is_told_of_as_open_is_told_of_as_closed_whatever_waits() {
        LiveConnection ann = connections.opening(User.principal("ann"), new TestTransport());
        open(ann);
        for (int i = 0; i < BOUND; i++) {
            lanes.begin("other" + i, () -> {});
        }
        close(ann);
        executor.runAll();

        assertThat(heard).containsExactly("ann ConnectionOpened", "ann ConnectionIdentified", "ann ConnectionClosed");
    }

    private void open(Connection connection) {
        observers.opened(new ConnectionOpened(connection));
        observers.identified(new ConnectionIdentified(connection, connection.user()));
    }

    private void close(Connection connection) {
        observers.closed(new ConnectionClosed(
                connection,
                Ending.byServer(CloseReason.of(CloseCode.REMOVED)),
                Duration.ofSeconds(1),
                new Traffic(0, 0, 0, 0, 0)));
    }

    private void hear(Object event) {
        heard.add(scope.subject().user().name() + " " + event.getClass().getSimpleName());
    }
}
