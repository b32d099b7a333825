package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.EncodedText;
import io.parley.frame.FrameHeader;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameViolationException;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a container has written, frame by frame: shown to the inspectors, and followed so that it is known where a close
 * frame of our own has its place. For one thread at a time; never blocks, never allocates.
 */
public final class Outflow implements Consumer<EncodedText> {

    private final InspectedFrames frames;

    /** Kept here, since each message of our own asks for them. */
    private final Lookers lookers;

    private final Tally tally;
    private final Consumer<FrameViolationException> refused;
    private boolean closed;
    private boolean inMessage;
    private boolean betweenMessages = true;

    /**
     * From the first byte behind the handshake.
     *
     * @param frames what goes out, {@link Direction#SERVER_TO_CLIENT}
     * @param refused is told once, if an inspector does not want a frame, which has been written then
     */
    public Outflow(InspectedFrames frames, Consumer<FrameViolationException> refused) {
        this.frames = frames;
        this.lookers = frames.lookers();
        this.tally = frames.tally();
        this.refused = refused;
    }

    /**
     * Looks at what has been written.
     *
     * @param bytes from its position to its limit, neither of which is changed in the end
     */
    public void follow(ByteBuffer bytes) {
        int start = bytes.position();
        while (step(bytes) != Step.MORE) {
            // On to the next
        }
        bytes.position(start);
    }

    /**
     * Looks at what has been written of a buffer.
     *
     * @param buffer as the writing has left it: its position is the end of what was written, and is not changed
     * @param start where that begins
     */
    public void followWritten(ByteBuffer buffer, int start) {
        int end = buffer.position();
        int limit = buffer.limit();
        follow(buffer.limit(end).position(start));
        buffer.limit(limit).position(end);
    }

    /**
     * Looks at what has been written of several buffers.
     *
     * @param buffers as the writing has left them
     * @param offset the first of them that counts
     * @param starts where what was written begins in each of those that count
     */
    public void followWritten(ByteBuffer[] buffers, int offset, int[] starts) {
        for (int i = 0; i < starts.length; i++) {
            followWritten(buffers[offset + i], starts[i]);
        }
    }

    /**
     * Messages of our own have left, one after the other, or the first bytes of them.
     *
     * @param messages in order
     * @param bytes how many have left; who has not left whole is not told of
     */
    public void left(List<? extends EncodedText> messages, int bytes) {
        int left = bytes;
        for (EncodedText message : messages) {
            left -= message.sizeBytes();
            if (left < 0) {
                return;
            }
            accept(message);
        }
    }

    /**
     * A message of our own has left, past the container and between two of its frames. It is read where an inspector
     * wants to see it, and else only counted.
     *
     * @param message all of it
     */
    @Override
    public void accept(EncodedText message) {
        if (lookers.areNone()) {
            tally.text(Direction.SERVER_TO_CLIENT, message.payloadBytes());
        } else {
            follow(message.frame());
        }
    }

    /**
     * Whether inspectors want to see the messages of our own.
     *
     * @return false where they are only counted
     */
    public boolean isLookedAt() {
        return !lookers.areNone();
    }

    /**
     * Looks at what belongs to the frame that has begun, and at nothing behind it.
     *
     * @param bytes from its position to its limit, neither of which is changed in the end
     * @return where that frame ends, or the limit if it goes on; the position where none has begun
     */
    public int followFrame(ByteBuffer bytes) {
        int start = bytes.position();
        if (!frames.isBetweenFrames()) {
            Step step = step(bytes);
            while (step == Step.HEADER || step == Step.PAYLOAD) {
                step = step(bytes);
            }
        }
        int end = bytes.position();
        bytes.position(start);
        return end;
    }

    private Step step(ByteBuffer bytes) {
        boolean inOrder = frames.refusal() == null;
        Step step = frames.next(bytes);
        @Nullable FrameViolationException refusal = frames.refusal();
        if (inOrder && refusal != null) {
            refused.accept(refusal);
        }
        if (step == Step.END) {
            end(frames.header());
        }
        betweenMessages = !inMessage && frames.isBetweenFrames();
        return step;
    }

    private void end(FrameHeader header) {
        closed |= header.opcode() == Opcode.CLOSE;
        if (!header.opcode().isControl()) {
            inMessage = !header.fin();
        }
    }

    /**
     * Whether a message of our own has its place here.
     *
     * @return false within a message, and behind a close frame
     */
    public boolean takesMessages() {
        return betweenMessages && !closed;
    }

    /**
     * Whether all frames that have begun are over.
     *
     * @return true where a frame of our own would tear none
     */
    public boolean isBetweenFrames() {
        return frames.isBetweenFrames();
    }

    /**
     * Whether the container has written a close frame.
     *
     * @return true for good
     */
    public boolean isClosed() {
        return closed;
    }
}
