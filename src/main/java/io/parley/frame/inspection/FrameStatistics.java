package io.parley.frame.inspection;

import io.parley.frame.Rule;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts the frames of all connections. Counting touches nothing that connections share: they are added up when
 * somebody asks, and when one is gone. May be used by any thread.
 */
public final class FrameStatistics {

    private final Set<ConnectionFrames> open = ConcurrentHashMap.newKeySet();
    /** One for all connections. */
    private final Consumer<ConnectionFrames> retire = this::retire;

    private final Tally past = new Tally();
    private final Map<Rule, Long> pastRefusals = new EnumMap<>(Rule.class);

    /** Nothing has been counted. */
    public FrameStatistics() {}

    /**
     * Counts for one more connection, until that says that it is gone.
     *
     * @return the first of its inspectors
     */
    public ConnectionFrames connection() {
        ConnectionFrames connection = new ConnectionFrames(retire);
        open.add(connection);
        return connection;
    }

    private synchronized void retire(ConnectionFrames connection) {
        if (open.remove(connection)) {
            add(connection, past, pastRefusals);
        }
    }

    private static void add(ConnectionFrames connection, Tally tally, Map<Rule, Long> refusals) {
        tally.add(connection.tally());
        connection.broken().ifPresent(rule -> refusals.merge(rule, 1L, Long::sum));
    }

    /**
     * What has gone through all connections, those that are gone included. Takes a moment for each that is open.
     *
     * @return the counts of this moment
     */
    public synchronized FrameCounts counts() {
        Tally all = new Tally();
        all.add(past);
        Map<Rule, Long> refusals = new EnumMap<>(Rule.class);
        refusals.putAll(pastRefusals);
        open.forEach(connection -> add(connection, all, refusals));
        return all.counts(refusals);
    }
}
