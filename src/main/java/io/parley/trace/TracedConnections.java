package io.parley.trace;

import io.parley.frame.inspection.FrameInspection;
import io.parley.frame.trace.FrameTrace;
import io.parley.frame.trace.TraceSize;
import io.parley.session.LiveConnection;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connections of which frames are kept, within a bound for all together. Guarded by {@link Traces}. */
final class TracedConnections {

    private static final Tokens TOKENS = new Tokens();

    private final TraceLimits limits;
    private final InstantSource clock;
    private final Map<String, Kept> byId = new LinkedHashMap<>();
    /** Those that are open and were missed; each is counted once. */
    private final Set<String> unkept = new HashSet<>();

    private long bytes;
    private long missed;
    private long evicted;

    /** One of them, and why it is. */
    private static final class Kept {

        private final TracedConnection traced;
        private final FrameInspection inspection;
        private final long bytes;
        private final Set<String> traces = new HashSet<>();

        Kept(TracedConnection traced, FrameInspection inspection, long bytes) {
            this.traced = traced;
            this.inspection = inspection;
            this.bytes = bytes;
        }
    }

    TracedConnections(TraceLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** A trace covers a connection; nothing new where it does already. */
    void add(LiveConnection connection, Trace trace) {
        Kept kept = byId.get(connection.id());
        if (kept != null) {
            kept.traces.add(trace.id());
        } else if (!begin(connection, trace) && unkept.add(connection.id())) {
            missed++;
        }
    }

    private boolean begin(LiveConnection connection, Trace trace) {
        TraceSize size = new TraceSize(trace.frames(), limits.payloadBytes());
        Optional<FrameInspection> inspection = connection.inspection();
        if (inspection.isEmpty() || !makeRoom(size.memoryBytes())) {
            return false;
        }
        FrameTrace frames = new FrameTrace(size, clock, TOKENS);
        if (!inspection.get().add(frames)) {
            return false;
        }
        TracedConnection traced =
                new TracedConnection(connection, inspection.get().route(), frames);
        Kept kept = new Kept(traced, inspection.get(), size.memoryBytes());
        kept.traces.add(trace.id());
        byId.put(connection.id(), kept);
        bytes += kept.bytes;
        return true;
    }

    /** Of those that are over, the one that was traced first is forgotten first; of those that are open none. */
    private boolean makeRoom(long wanted) {
        Iterator<Kept> oldest = byId.values().iterator();
        while (bytes + wanted > limits.totalBytes() && oldest.hasNext()) {
            Kept kept = oldest.next();
            if (kept.traced.frames().isOver()) {
                oldest.remove();
                bytes -= kept.bytes;
                evicted++;
            }
        }
        return bytes + wanted <= limits.totalBytes();
    }

    /** A trace covers nothing any more: what no other one covers is forgotten. */
    void remove(Trace trace) {
        byId.values().removeIf(kept -> {
            kept.traces.remove(trace.id());
            if (kept.traces.isEmpty()) {
                kept.inspection.remove(kept.traced.frames());
                bytes -= kept.bytes;
            }
            return kept.traces.isEmpty();
        });
    }

    /** No trace is on, so that nothing is missed. */
    void clear() {
        unkept.clear();
    }

    /** A connection has ended: nobody can miss it any more. */
    void ended(String connection) {
        unkept.remove(connection);
    }

    Optional<TracedConnection> find(String connection) {
        return Optional.ofNullable(byId.get(connection)).map(kept -> kept.traced);
    }

    List<TracedConnection> all() {
        return byId.values().stream().map(kept -> kept.traced).toList();
    }

    TraceCounts counts(int traces) {
        return new TraceCounts(traces, byId.size(), bytes, missed, evicted);
    }
}
