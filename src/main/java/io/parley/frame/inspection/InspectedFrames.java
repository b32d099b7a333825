package io.parley.frame.inspection;

import io.parley.frame.CheckedFrames;
import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameViolationException;
import io.parley.frame.PayloadSlice;
import io.parley.frame.Rule;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The frames that go one way on one connection, each shown to all inspectors until one of them is refused. Steps
 * through them as a {@link FrameReader} does, and throws nothing. For one thread at a time; never blocks, never
 * allocates.
 */
public final class InspectedFrames {

    private static final System.Logger LOG = System.getLogger("io.parley.frame.inspection");

    private final FrameReader reader;
    private final @Nullable CheckedFrames checked;
    private final ConnectionFrames statistics;
    private final Lookers lookers;
    private final PayloadSlice slice = new PayloadSlice();
    private @Nullable FrameViolationException refusal;

    /** Who saw the beginning of the frame that is under way sees its end. */
    private FrameInspector[] inspectors;

    /** What comes in, with every rule of RFC 6455 applied before anybody sees it. */
    InspectedFrames(CheckedFrames checked, ConnectionFrames statistics, Lookers lookers) {
        this(checked.reader(), checked, statistics, lookers);
    }

    /** What goes out, as the container writes it. */
    InspectedFrames(FrameReader reader, ConnectionFrames statistics, Lookers lookers) {
        this(reader, null, statistics, lookers);
    }

    /** What is always there is called by its own type, which the machine can see through. */
    private InspectedFrames(
            FrameReader reader, @Nullable CheckedFrames checked, ConnectionFrames statistics, Lookers lookers) {
        this.reader = reader;
        this.checked = checked;
        this.statistics = statistics;
        this.lookers = lookers;
        this.inspectors = lookers.now();
    }

    /** What goes out is not checked. */
    private Direction way() {
        return checked == null ? Direction.SERVER_TO_CLIENT : Direction.CLIENT_TO_SERVER;
    }

    /**
     * Says that bytes have come, which are to be stepped through next.
     *
     * @param bytes how many, at least 1
     */
    public void arrived(int bytes) {
        try {
            for (FrameInspector inspector : lookers.now()) {
                inspector.arrived(way(), bytes);
            }
        } catch (RuntimeException e) {
            refuse(e);
        }
    }

    /** What is shown next has come earlier, and was held back by us. */
    void resumed() {
        try {
            for (FrameInspector inspector : lookers.now()) {
                inspector.resumed(way());
            }
        } catch (RuntimeException e) {
            refuse(e);
        }
    }

    /**
     * Reads on, up to the next thing worth telling, and shows it.
     *
     * @param in as for {@link FrameReader#next(ByteBuffer)}
     * @return what was found; {@code MORE} as well where a rule of RFC 6455 is broken. Whether it may be passed on,
     *     {@link #refusal()} tells
     */
    public Step next(ByteBuffer in) {
        Step step = Step.MORE;
        try {
            step = checked == null ? reader.next(in) : checked.next(in);
            if (refusal == null) {
                show(step, in);
            }
        } catch (RuntimeException e) {
            refuse(e);
        }
        return step;
    }

    /**
     * Reads on behind a refusal; what comes is neither checked nor shown to anybody.
     *
     * @param in as for {@link FrameReader#next(ByteBuffer)}
     * @return what was found; {@code MORE} as well, then and for ever, where a length does not tell where its frame
     *     ends
     */
    Step skip(ByteBuffer in) {
        try {
            return reader.next(in);
        } catch (FrameViolationException e) {
            LOG.log(System.Logger.Level.DEBUG, "frames can no longer be told apart", e);
            return Step.MORE;
        }
    }

    private void show(Step step, ByteBuffer in) {
        switch (step) {
            case HEADER -> showHeader();
            case PAYLOAD -> showPayload(in);
            case END -> showEnd();
            case MORE -> slice.clear();
        }
    }

    private void showHeader() {
        inspectors = lookers.now();
        statistics.header(way(), reader.header());
        for (FrameInspector inspector : inspectors) {
            inspector.header(way(), reader.header());
        }
    }

    private void showPayload(ByteBuffer in) {
        slice.show(in, reader);
        statistics.payload(way(), slice);
        for (FrameInspector inspector : inspectors) {
            inspector.payload(way(), slice);
        }
    }

    private void showEnd() {
        slice.clear();
        statistics.end(way());
        for (FrameInspector inspector : inspectors) {
            inspector.end(way());
        }
    }

    /** An inspector that fails refuses, too: what it is there to keep out must not come in. */
    private void refuse(RuntimeException thrown) {
        if (thrown instanceof FrameViolationException violation) {
            refusal = violation;
        } else {
            LOG.log(System.Logger.Level.ERROR, "a frame inspector failed", thrown);
            refusal = Rule.INSPECTOR_WORKS.violation();
        }
        slice.clear();
        statistics.refused(way(), refusal.rule());
        for (FrameInspector inspector : lookers.now()) {
            tellRefused(inspector, refusal.rule());
        }
    }

    private void tellRefused(FrameInspector inspector, Rule rule) {
        try {
            inspector.refused(way(), rule);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a frame inspector failed", e);
        }
    }

    /** The inspectors to whom frames have to be shown; where there is none, they only have to be counted. */
    Lookers lookers() {
        return lookers;
    }

    /** Counts what was not shown. */
    Tally tally() {
        return statistics.tally();
    }

    /**
     * Why a frame was refused.
     *
     * @return null as long as none was. What comes in may only be {@linkplain #skip skipped} then
     */
    public @Nullable FrameViolationException refusal() {
        return refusal;
    }

    /**
     * The header of the frame that the last step belongs to.
     *
     * @return as {@link FrameReader#header()}
     */
    public FrameHeader header() {
        return reader.header();
    }

    /**
     * The piece of a payload that the last step was.
     *
     * @return of no use after another step than {@code PAYLOAD}, or behind a refusal
     */
    public PayloadSlice slice() {
        return slice;
    }

    /**
     * Whether all frames that have begun are over.
     *
     * @return true before the first byte of a frame and after {@code END}
     */
    public boolean isBetweenFrames() {
        return reader.isBetweenFrames();
    }
}
