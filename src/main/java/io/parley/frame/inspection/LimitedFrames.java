package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameHeader;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;

/**
 * Holds one client to the limits: sizes at the header that announces too much, rates and times when something comes.
 * Who is silent in the midst of a frame is found by keep-alive, since no pong can come then.
 */
final class LimitedFrames implements FrameInspector {

    private final FrameLimits limits;
    private final Pace controlFrames;
    private final Pace frames;
    private final Pace bytes;
    private long now;

    private boolean inFrame;
    private long frameSince;

    private boolean inMessage;
    private long messageSince;
    private long messageBytes;
    private int fragments;
    private int emptyInARow;

    LimitedFrames(FrameLimits limits) {
        this.limits = limits;
        this.now = limits.now();
        this.controlFrames = new Pace(limits.rates().controlFrames(), now);
        this.frames = new Pace(limits.rates().frames(), now);
        this.bytes = new Pace(limits.rates().bytes(), now);
    }

    @Override
    public boolean looksAt(Direction way) {
        return way == Direction.CLIENT_TO_SERVER;
    }

    @Override
    public void arrived(Direction way, int arrived) {
        now = limits.now();
        require(bytes.allows(arrived, now), Rule.BYTE_RATE);
        require(!inFrame || isWithin(limits.times().frame().toNanos(), frameSince), Rule.FRAME_TIME);
        require(!inMessage || isWithin(limits.times().message().toNanos(), messageSince), Rule.MESSAGE_TIME);
    }

    @Override
    public void resumed(Direction way) {
        now = limits.now();
        frameSince = now;
        messageSince = now;
        controlFrames.restart(now);
        frames.restart(now);
        bytes.restart(now);
    }

    private boolean isWithin(long nanos, long since) {
        return nanos == 0 || now - since <= nanos;
    }

    @Override
    public void header(Direction way, FrameHeader header) {
        require(frames.allows(1, now), Rule.FRAME_RATE);
        inFrame = true;
        frameSince = now;
        if (header.opcode().isControl()) {
            require(header.opcode() == Opcode.CLOSE || controlFrames.allows(1, now), Rule.CONTROL_RATE);
        } else {
            acceptData(header);
        }
    }

    private void acceptData(FrameHeader header) {
        FrameLimits.Sizes sizes = limits.sizes();
        long length = header.payloadLength();
        if (header.opcode() != Opcode.CONTINUATION) {
            messageSince = now;
            messageBytes = 0;
            fragments = 0;
            emptyInARow = 0;
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
