package io.parley.frame.inspection;

import io.parley.frame.Direction;
import io.parley.frame.FrameReader.Step;
import io.parley.frame.FrameViolationException;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a container has written, frame by frame: shown to the inspectors, and followed so that it is known where a close
 * frame of our own has its place. For one thread at a time; never blocks, never allocates.
 */
public final class Outflow {

    private final InspectedFrames frames;
    private final Consumer<FrameViolationException> refused;
    private boolean closed;

    /**
     * From the first byte behind the handshake.
     *
     * @param frames what goes out, {@link Direction#SERVER_TO_CLIENT}
     * @param refused is told once, if an inspector does not want a frame, which has been written then
     */
    public Outflow(InspectedFrames frames, Consumer<FrameViolationException> refused) {
        this.frames = frames;
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
        closed |= step == Step.END && frames.header().opcode() == Opcode.CLOSE;
        return step;
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
