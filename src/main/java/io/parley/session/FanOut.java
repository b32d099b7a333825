package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of one room to the connections that are in it: in one step for each {@link Outlet}, or to one after
 * the other where they have none. What waits in an outlet for the room has a bound, too. Not thread-safe: guarded by
 * the room's lock.
 *
 * @param <M> what a room knows of a connection
 */
public final class FanOut<M> {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    /** As many writes as are made for threads that sleep: whoever offers an event has other things to do. */
    private static final int MOST_LENT = 16;

    private final int bound;
    private final Function<? super M, LiveConnection> connections;
    private final Map<Outlet, Backlog> backlogs = new HashMap<>(2);
    private List<Part> parts = List.of();
    private List<LiveConnection> single = List.of();

    /**
     * To nobody yet.
     *
     * @param bound of each connection's outbox, in bytes
     * @param connections the connection of each member, always the same one
     */
    public FanOut(int bound, Function<? super M, LiveConnection> connections) {
        this.bound = bound;
        this.connections = connections;
    }

    /**
     * Sets who is handed events from now on.
     *
     * @param members each once, in place of those before
     */
    public void to(List<? extends M> members) {
        Map<Outlet, List<Outbox>> byOutlet = new HashMap<>(2);
        List<LiveConnection> others = new ArrayList<>(0);
        for (M member : members) {
            LiveConnection connection = connections.apply(member);
            @Nullable Outlet outlet = connection.outbox().outlet();
            if (outlet == null) {
                others.add(connection);
            } else {
                byOutlet.computeIfAbsent(outlet, led -> new ArrayList<>()).add(connection.outbox());
            }
        }
        single = others;
        parts = byOutlet.entrySet().stream()
                .map(entry -> part(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Part part(Outlet outlet, List<Outbox> outboxes) {
        return new Part(outlet, outboxes, bound, backlogs.computeIfAbsent(outlet, led -> new Backlog(bound)));
    }

    /**
     * Offers events to all.
     *
     * @param events in order, with nothing between them
     * @param instead what some of them get in place of that, in order
     * @return sends them; to be run outside of the lock
     */
    public Runnable offer(List<EncodedEvent> events, Map<? extends M, List<EncodedEvent>> instead) {
        Map<Outbox, List<EncodedEvent>> ofOutboxes = ofOutboxes(instead);
        List<Part> to = parts;
        to.forEach(part -> part.offer(events, ofOutboxes));
        List<LiveConnection> others = single;
        others.forEach(connection -> connection.offer(ofOutboxes.getOrDefault(connection.outbox(), events)));
        return () -> {
            int left = MOST_LENT;
            for (Part part : to) {
                left -= flush(part, left);
            }
            others.forEach(connection -> run(connection::flush));
        };
    }

    private Map<Outbox, List<EncodedEvent>> ofOutboxes(Map<? extends M, List<EncodedEvent>> instead) {
        if (instead.isEmpty()) {
            return Map.of();
        }
        Map<Outbox, List<EncodedEvent>> ofOutboxes = new HashMap<>(2);
        instead.forEach(
                (member, own) -> ofOutboxes.put(connections.apply(member).outbox(), own));
        return ofOutboxes;
    }

    private static int flush(Part part, int most) {
        try {
            return part.flush(most);
        } catch (RuntimeException | Error e) {
            failed(e);
            return 0;
        }
    }

    /** What becomes of one keeps no other from its turn. */
    private static void run(Runnable flush) {
        try {
            flush.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private static void failed(Throwable cause) {
        LOG.log(System.Logger.Level.ERROR, "a member could not be sent to", cause);
    }
}
