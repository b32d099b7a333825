package io.parley.frame.inspection;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameRules;
import java.util.List;

/** The inspectors of one connection, in their order. May be used by any thread. */
public final class FrameInspection {

    private static final System.Logger LOG = System.getLogger("io.parley.frame.inspection");

    private final ConnectionFrames statistics;
    private final List<FrameInspector> others;

    /**
     * Of one connection.
     *
     * @param statistics sees each frame first
     * @param others see it in their order
     */
    public FrameInspection(ConnectionFrames statistics, List<FrameInspector> others) {
        this.statistics = statistics;
        this.others = List.copyOf(others);
    }

    /**
     * What comes in, with every rule of RFC 6455 applied before an inspector sees it.
     *
     * @param extensionBits the reserved bits that an extension uses, as for {@link FrameRules}
     * @return for one thread at a time
     */
    public InspectedFrames inbound(int extensionBits) {
        CheckedFrames frames = new CheckedFrames(new FrameRules(Direction.CLIENT_TO_SERVER, extensionBits));
        return new InspectedFrames(frames, statistics, whoLooksAt(Direction.CLIENT_TO_SERVER));
    }

    /**
     * What goes out, as the container writes it.
     *
     * @return for one thread at a time
     */
    public InspectedFrames outbound() {
        return new InspectedFrames(new FrameReader(), statistics, whoLooksAt(Direction.SERVER_TO_CLIENT));
    }

    private FrameInspector[] whoLooksAt(Direction way) {
        return others.stream().filter(inspector -> inspector.looksAt(way)).toArray(FrameInspector[]::new);
    }

    /**
     * What has gone through the connection.
     *
     * @return the counts of this moment
     */
    public FrameCounts counts() {
        return statistics.counts();
    }

    /** The connection is gone. To be called once. */
    public void gone() {
        statistics.gone();
        for (FrameInspector inspector : others) {
            try {
                inspector.gone();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a frame inspector failed", e);
            }
        }
    }
}
