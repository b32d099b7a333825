package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import java.time.Duration;

/**
 * Holds one client to the limits: sizes at the header that announces too much, rates and times when something comes.
 * The clock is looked at where it is needed only, since that costs more than all the rest. Who is silent in the midst
 * of a frame is found by keep-alive, since no pong can come then.
 */
final class LimitedFrames implements FrameInspector {

    private final FrameLimits limits;
    private final Pace controlFrames;
    private final Pace frames;
    private final Pace bytes;

    private boolean inFrame;
    private boolean inLaterPiece;
    private long frameSince;

    private boolean inMessage;
    private long messageSince;
    private long messageBytes;
    private int fragments;
    private int emptyInARow;

    LimitedFrames(FrameLimits limits) {
        this.limits = limits;
        this.controlFrames = new Pace(limits.rates().controlFrames(), limits.clock());
        this.frames = new Pace(limits.rates().frames(), limits.clock());
        this.bytes = new Pace(limits.rates().bytes(), limits.clock());
    }

    @Override
    public boolean looksAt(Direction way) {
        return way == Direction.CLIENT_TO_SERVER;
    }

    @Override
    public void arrived(Direction way, int arrived) {
        require(bytes.allows(arrived), Rule.BYTE_RATE);
        if (inFrame || inMessage) {
            requireInTime(limits.clock().getAsLong());
        }
    }

    private void requireInTime(long now) {
        if (inFrame && !inLaterPiece) {
            inLaterPiece = true;
            frameSince = now;
        }
        require(!inFrame || isWithin(limits.times().frame(), now - frameSince), Rule.FRAME_TIME);
        require(!inMessage || isWithin(limits.times().message(), now - messageSince), Rule.MESSAGE_TIME);
    }

    private static boolean isWithin(Duration time, long nanos) {
        return time.isZero() || nanos <= time.toNanos();
    }

    @Override
    public void resumed(Direction way) {
        frameSince = limits.clock().getAsLong();
        messageSince = frameSince;
        controlFrames.restart();
        frames.restart();
        bytes.restart();
    }

    @Override
    public void header(Direction way, FrameHeader header) {
        require(frames.allows(1), Rule.FRAME_RATE);
        inFrame = true;
        inLaterPiece = false;
        if (header.opcode().isControl()) {
            require(header.opcode() == Opcode.CLOSE || controlFrames.allows(1), Rule.CONTROL_RATE);
        } else {
            acceptData(header);
        }
    }

    private void acceptData(FrameHeader header) {
        FrameLimits.Sizes sizes = limits.sizes();
        long length = header.payloadLength();
        if (header.opcode() != Opcode.CONTINUATION) {
            messageBytes = 0;
            fragments = 0;
            emptyInARow = 0;
        }
        if (!header.fin() && !inMessage) {
            messageSince = limits.clock().getAsLong();
        }
        inMessage = !header.fin();
        fragments++;
        emptyInARow = length == 0 ? emptyInARow + 1 : 0;
        if (sizes.frameBytes() > 0 && length > sizes.frameBytes()) {
            throw limits.frameTooBig();
        }
        if (sizes.messageBytes() > 0 && length > sizes.messageBytes() - messageBytes) {
            throw limits.messageTooBig();
        }
        messageBytes += length;
        require(sizes.fragments() == 0 || fragments <= sizes.fragments(), Rule.FRAGMENTS);
        require(sizes.emptyFragments() == 0 || emptyInARow <= sizes.emptyFragments(), Rule.EMPTY_FRAGMENTS);
    }

    @Override
    public void end(Direction way) {
        inFrame = false;
    }

    private static void require(boolean inOrder, Rule rule) {
        if (!inOrder) {
            throw rule.violation();
        }
    }
}
