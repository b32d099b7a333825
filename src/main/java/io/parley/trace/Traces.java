package io.parley.trace;

import io.parley.protocol.RoomName;
import io.parley.session.Connection;
import io.parley.session.ConnectionClosed;
import io.parley.session.ConnectionIdentified;
import io.parley.session.ConnectionListener;
import io.parley.session.ConnectionOpened;
import io.parley.session.ConnectionRegistry;
import io.parley.session.LiveConnection;
import io.parley.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The traces that are on, and the connections that they cover. May be used by any thread; guarded by this. As a
 * listener it is called under locks of a connection's, and takes none of those in turn.
 */
public final class Traces implements ConnectionListener {

    private final TraceLimits limits;
    private final ConnectionRegistry registry;
    private final InstantSource clock;
    private final Timer timer;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final TracedConnections traced;
    private int lastId;
    private volatile boolean none = true;

    /** A trace, and what ends it. */
    private record Running(Trace trace, Timer.Scheduled end) {}

    /**
     * None is on.
     *
     * @param limits their bounds
     * @param registry the connections that are open
     * @param clock dates traces and frames
     * @param timer ends traces
     */
    public Traces(TraceLimits limits, ConnectionRegistry registry, InstantSource clock, Timer timer) {
        this.limits = limits;
        this.registry = registry;
        this.clock = clock;
        this.timer = timer;
        this.traced = new TracedConnections(limits, clock);
    }

    /**
     * What somebody wants to see.
     *
     * @param subject whose frames
     * @param frames the last so many of each connection; where absent, as many as may be
     * @param time how long; where absent, as long as may be
     */
    public record Order(Subject subject, Optional<Integer> frames, Optional<Duration> time) {}

    /**
     * Begins to keep frames: of connections that are open, from their next frame on, and of those that come.
     *
     * @param order what is wanted
     * @param by who wants it
     * @return the trace
     * @throws TraceRefusedException if there are too many, or it wants too much
     */
    public synchronized Trace start(Order order, String by) {
        int frames = order.frames().orElse(limits.frames());
        Duration time = order.time().orElse(limits.time());
        check(frames, time);
        Instant now = clock.instant();
        lastId++;
        Trace trace = new Trace(String.valueOf(lastId), order.subject(), frames, by, now, now.plus(time));
        running.put(trace.id(), new Running(trace, timer.after(time, () -> stop(trace.id()))));
        none = false;
        registry.all().stream().filter(order.subject()::covers).forEach(connection -> traced.add(connection, trace));
        return trace;
    }

    private void check(int frames, Duration time) {
        if (frames < 1 || frames > limits.frames()) {
            throw new TraceRefusedException("frames is " + frames + ", but has to be 1 to " + limits.frames(), false);
        }
        if (time.isNegative() || time.isZero() || time.compareTo(limits.time()) > 0) {
            throw new TraceRefusedException(
                    "time is " + time + ", but has to be above PT0S, at most " + limits.time(), false);
        }
        if (running.size() >= limits.traces()) {
            throw new TraceRefusedException(
                    "there are " + running.size() + " traces, as many as there may be: end one first", true);
        }
    }

    /**
     * Ends a trace: what only that one kept is forgotten.
     *
     * @param id of the trace
     * @return the trace; empty where there is none
     */
    public synchronized Optional<Trace> stop(String id) {
        Optional<Running> ended = Optional.ofNullable(running.remove(id));
        ended.ifPresent(trace -> {
            trace.end().cancel();
            traced.remove(trace.trace());
        });
        none = running.isEmpty();
        if (none) {
            traced.clear();
        }
        return ended.map(Running::trace);
    }

    /**
     * The traces that are on.
     *
     * @return oldest first
     */
    public synchronized List<Trace> all() {
        return running.values().stream().map(Running::trace).toList();
    }

    /**
     * All traces and what they keep, at one moment.
     *
     * @param traces as {@link #all}
     * @param counts as {@link Traces#counts}
     */
    public record Overview(List<Trace> traces, TraceCounts counts) {}

    /**
     * Both of one moment.
     *
     * @return never null
     */
    public synchronized Overview overview() {
        return new Overview(all(), counts());
    }

    /**
     * What is kept of a connection, which may have ended.
     *
     * @param connection its id
     * @return empty where no trace covers it, or it was forgotten for others
     */
    public synchronized Optional<TracedConnection> find(String connection) {
        return traced.find(connection);
    }

    /**
     * The connections of which something is kept.
     *
     * @return those that were traced first come first
     */
    public synchronized List<TracedConnection> connections() {
        return traced.all();
    }

    /**
     * How many.
     *
     * @return at this moment
     */
    public synchronized TraceCounts counts() {
        return traced.counts(running.size());
    }

    @Override
    public void opened(ConnectionOpened event) {
        if (!none) {
            registry.find(event.connection().id()).ifPresent(this::look);
        }
    }

    @Override
    public void identified(ConnectionIdentified event) {
        // Known when it was opened
    }

    @Override
    public void joining(LiveConnection connection, RoomName room) {
        if (!none) {
            look(connection);
        }
    }

    private synchronized void look(LiveConnection connection) {
        running.values().stream()
                .map(Running::trace)
                .filter(trace -> trace.subject().covers(connection))
                .forEach(trace -> traced.add(connection, trace));
    }

    @Override
    public void closed(ConnectionClosed event) {
        // Its frames are still looked at: they say how it ended
        if (!none) {
            forget(event.connection());
        }
    }

    private synchronized void forget(Connection connection) {
        traced.ended(connection.id());
    }
}
