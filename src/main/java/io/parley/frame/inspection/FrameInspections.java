package io.parley.frame.inspection;

import java.util.List;
import java.util.Objects;

/** Makes the inspectors of each connection. May be used by any thread. */
public final class FrameInspections {

    private final FrameStatistics statistics;
    private final List<FrameInspector.Factory> factories;

    /**
     * Of all connections.
     *
     * @param statistics count first
     * @param factories of the others, in their order
     */
    public FrameInspections(FrameStatistics statistics, List<FrameInspector.Factory> factories) {
        this.statistics = statistics;
        this.factories = List.copyOf(factories);
    }

    /**
     * For one connection.
     *
     * @param route where it goes
     * @return to be told when the connection is gone
     */
    public FrameInspection of(Route route) {
        List<FrameInspector> others = factories.stream()
                .map(factory -> Objects.requireNonNull(
                        factory.inspect(route.client().address()), "a factory of frame inspectors has made none"))
                .toList();
        return new FrameInspection(route, statistics.connection(), others);
    }
}
