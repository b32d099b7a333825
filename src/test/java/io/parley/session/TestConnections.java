package io.parley.session;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.KeepAliveTimes;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes connections that write events as the names of their types, and remembers what the listener was told. */
public final class TestConnections implements ConnectionListener {

    /** The keep-alive's times. */
    public static final KeepAliveTimes TIMES = new KeepAliveTimes(Duration.ofSeconds(25), Duration.ofSeconds(10));

    private final List<Record> told = new ArrayList<>();
    private final ConnectionRegistry registry = new ConnectionRegistry(2);
    private final RoundTrips roundTrips = new RoundTrips();
    private final ConnectionContext context;
    private int made;

    public TestConnections(TestTime time, OutboxLimits outbox) {
        this(time, time, outbox, TIMES);
    }

    /** Connections with outboxes in which anything may wait. */
    public TestConnections(Timer timer, TestTime time, KeepAliveTimes times) {
        this(timer, time, new OutboxLimits(Integer.MAX_VALUE, Duration.ofDays(1)), times);
    }

    private TestConnections(Timer timer, TestTime time, OutboxLimits outbox, KeepAliveTimes times) {
        this.context = new ConnectionContext(
                outbox,
                times,
                new ConnectionContext.Time(time, time, timer),
                outbound -> {
                    String type = outbound.event().getClass().getSimpleName();
                    return new EncodedEvent(type, false);
                },
                registry,
                this,
                new Random(42),
                roundTrips);
    }

    /** A connection that nobody has taken up. */
    public LiveConnection opening(User user, Transport transport) {
        made++;
        return new LiveConnection(new ConnectionIdentity("c" + made, user, "192.0.2.1", true), transport, context);
    }

    /** A connection that is open. */
    public LiveConnection open(User user, Transport transport) {
        LiveConnection connection = opening(user, transport);
        connection.opened();
        return connection;
    }

    public ConnectionContext context() {
        return context;
    }

    /** What the listener was told, in order. */
    public synchronized List<Record> told() {
        return List.copyOf(told);
    }

    @Override
    public synchronized void opened(ConnectionOpened event) {
        told.add(event);
    }

    @Override
    public synchronized void identified(ConnectionIdentified event) {
        told.add(event);
    }

    @Override
    public synchronized void closed(ConnectionClosed event) {
        told.add(event);
    }
}
