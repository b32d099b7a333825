package io.parley.frame.inspection;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameRules;
import java.util.Arrays;
import java.util.List;

/** The inspectors of one connection, in their order. May be used by any thread. */
public final class FrameInspection {

    private static final System.Logger LOG = System.getLogger("io.parley.frame.inspection");

    private final ConnectionFrames statistics;
    private final FrameInspector[] inspectors;

    /**
     * Of one connection.
     *
     * @param statistics sees each frame first
     * @param others see it in their order
     */
    public FrameInspection(ConnectionFrames statistics, List<FrameInspector> others) {
        this.statistics = statistics;
        this.inspectors = new FrameInspector[1 + others.size()];
        inspectors[0] = statistics;
        for (int i = 0; i < others.size(); i++) {
            inspectors[1 + i] = others.get(i);
        }
    }

    /**
     * What comes in, with every rule of RFC 6455 applied before an inspector sees it.
     *
     * @param extensionBits the reserved bits that an extension uses, as for {@link FrameRules}
     * @return for one thread at a time
     */
    public InspectedFrames inbound(int extensionBits) {
        CheckedFrames frames = new CheckedFrames(new FrameRules(Direction.CLIENT_TO_SERVER, extensionBits));
        return new InspectedFrames(
                Direction.CLIENT_TO_SERVER, frames.reader(), frames::next, lookingAt(Direction.CLIENT_TO_SERVER));
    }

    /**
     * What goes out, as the container writes it.
     *
     * @return for one thread at a time
     */
    public InspectedFrames outbound() {
        FrameReader frames = new FrameReader();
        return new InspectedFrames(
                Direction.SERVER_TO_CLIENT, frames, frames::next, lookingAt(Direction.SERVER_TO_CLIENT));
    }

    private FrameInspector[] lookingAt(Direction way) {
        return Arrays.stream(inspectors)
                .filter(inspector -> inspector.looksAt(way))
                .toArray(FrameInspector[]::new);
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
        for (FrameInspector inspector : inspectors) {
            try {
                inspector.gone();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a frame inspector failed", e);
            }
        }
    }
}
