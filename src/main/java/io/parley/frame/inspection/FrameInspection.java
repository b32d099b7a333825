package io.parley.frame.inspection;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The inspectors of one connection, in their order. May be used by any thread. */
public final class FrameInspection {

    private static final System.Logger LOG = System.getLogger("io.parley.frame.inspection");

    private static final FrameRules PLAIN = new FrameRules(Direction.CLIENT_TO_SERVER);

    private final Route route;
    private final ConnectionFrames statistics;
    private final Lookers in;
    private final Lookers out;
    private List<FrameInspector> others;
    private boolean gone;

    /**
     * Of one connection.
     *
     * @param route where it goes
     * @param statistics sees each frame first
     * @param others see it in their order
     */
    public FrameInspection(Route route, ConnectionFrames statistics, List<FrameInspector> others) {
        this.route = route;
        this.statistics = statistics;
        this.others = List.copyOf(others);
        this.in = new Lookers(whoLooksAt(Direction.CLIENT_TO_SERVER));
        this.out = new Lookers(whoLooksAt(Direction.SERVER_TO_CLIENT));
    }

    /**
     * Where the connection goes.
     *
     * @return as the handshake has shown it
     */
    public Route route() {
        return route;
    }

    /**
     * What comes in, with every rule of RFC 6455 applied before an inspector sees it.
     *
     * @param extensionBits the reserved bits that an extension uses, as for {@link FrameRules}
     * @return for one thread at a time
     */
    public InspectedFrames inbound(int extensionBits) {
        FrameRules rules = extensionBits == 0 ? PLAIN : new FrameRules(Direction.CLIENT_TO_SERVER, extensionBits);
        CheckedFrames frames = new CheckedFrames(rules);
        return new InspectedFrames(frames, statistics, in);
    }

    /**
     * What goes out, as the container writes it.
     *
     * @return for one thread at a time
     */
    public InspectedFrames outbound() {
        return new InspectedFrames(new FrameReader(), statistics, out);
    }

    private List<FrameInspector> whoLooksAt(Direction way) {
        List<FrameInspector> looking = new ArrayList<>(others.size());
        for (FrameInspector inspector : others) {
            if (inspector.looksAt(way)) {
                looking.add(inspector);
            }
        }
        return looking;
    }

    /**
     * One more inspector looks, behind the others, at both ways: from the next frame on that begins.
     *
     * @param inspector does not look yet; is not asked whether it wants to
     * @return false where the connection is gone, and there is nothing to see
     */
    public synchronized boolean add(FrameInspector inspector) {
        if (!gone) {
            others = Stream.concat(others.stream(), Stream.of(inspector)).toList();
            in.add(inspector);
            out.add(inspector);
        }
        return !gone;
    }

    /**
     * An inspector that was {@linkplain #add added} looks no more: it may still be shown the rest of a frame that is
     * under way.
     *
     * @param inspector forgotten, if it was there
     */
    public synchronized void remove(FrameInspector inspector) {
        others = others.stream().filter(other -> other != inspector).toList();
        in.remove(inspector);
        out.remove(inspector);
    }

    /**
     * What has gone through the connection.
     *
     * @return the counts of this moment
     */
    public FrameCounts counts() {
        return statistics.counts();
    }

    /**
     * How many pings have come, whole, whose pongs are not written (RFC 6455, section 5.5.3).
     *
     * @return not below what it is at this moment; of use where the container answers each of them
     */
    public long unansweredPings() {
        return statistics.unansweredPings();
    }

    private synchronized List<FrameInspector> endedWith() {
        gone = true;
        return others;
    }

    /** The connection is gone. To be called once. */
    public void gone() {
        statistics.gone();
        for (FrameInspector inspector : endedWith()) {
            try {
                inspector.gone();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a frame inspector failed", e);
            }
        }
    }
}
