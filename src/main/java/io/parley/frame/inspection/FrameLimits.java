package io.parley.frame.inspection;

import io.parley.frame.FrameViolationException;
import io.parley.frame.Rule;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a client's frames may take (RFC 6455, section 10.4). Never changes; any thread may use it, for any number of
 * connections.
 */
public final class FrameLimits implements FrameInspector.Factory {

    /**
     * The bounds; 0 for none.
     *
     * @param frameBytes payload of one frame
     * @param messageBytes payload of one message, over all its frames
     * @param fragments frames of one message
     * @param emptyFragments frames without payload in a row within one message
     */
    public record Sizes(long frameBytes, long messageBytes, int fragments, int emptyFragments) {}

    /**
     * The bounds, which twice and an eighth may be passed within a second by whoever kept still before; 0 for none.
     *
     * @param controlFrames a second: pings and pongs
     * @param frames a second
     * @param bytes a second, headers included
     */
    public record Rates(int controlFrames, int frames, int bytes) {}

    /**
     * The bounds; zero for none.
     *
     * @param frame from the second piece of a frame that comes in more than one to its end
     * @param message from the header of a message's first frame to the end of its last
     */
    public record Times(Duration frame, Duration message) {}

    private final Sizes sizes;
    private final Rates rates;
    private final Times times;
    private final LongSupplier nanoTime;
    private final FrameViolationException frameTooBig;
    private final FrameViolationException messageTooBig;

    /**
     * The limits of all connections.
     *
     * @param sizes what may be big
     * @param rates what may be fast
     * @param times what may be slow
     * @param nanoTime the clock, as {@link System#nanoTime()}
     */
    public FrameLimits(Sizes sizes, Rates rates, Times times, LongSupplier nanoTime) {
        this.sizes = sizes;
        this.rates = rates;
        this.times = times;
        this.nanoTime = nanoTime;
        frameTooBig = Rule.FRAME_SIZE.violation("a frame has at most " + sizes.frameBytes() + " bytes");
        messageTooBig = Rule.MESSAGE_SIZE.violation("a message has at most " + sizes.messageBytes() + " bytes");
    }

    @Override
    public FrameInspector inspect(String address) {
        return new LimitedFrames(this);
    }

    Sizes sizes() {
        return sizes;
    }

    Rates rates() {
        return rates;
    }

    Times times() {
        return times;
    }

    LongSupplier clock() {
        return nanoTime;
    }

    FrameViolationException frameTooBig() {
        return frameTooBig;
    }

    FrameViolationException messageTooBig() {
        return messageTooBig;
    }
}
