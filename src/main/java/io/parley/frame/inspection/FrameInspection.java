package io.parley.frame.inspection;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameRules;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

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
        return inspected(Direction.CLIENT_TO_SERVER, frames.reader(), frames::next);
    }

    /**
     * What goes out, as the container writes it.
     *
     * @return for one thread at a time
     */
    public InspectedFrames outbound() {
        FrameReader frames = new FrameReader();
        return inspected(Direction.SERVER_TO_CLIENT, frames, frames::next);
    }

    private InspectedFrames inspected(Direction way, FrameReader reader, Function<ByteBuffer, FrameReader.Step> next) {
        FrameInspector[] looking =
                others.stream().filter(inspector -> inspector.looksAt(way)).toArray(FrameInspector[]::new);
        return new InspectedFrames(way, reader, next, statistics, looking);
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
