package io.parley.container.undertow;

import io.parley.frame.inspection.Outflow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What leaves when we close: the rest of the frame that is under way, ours or as Undertow still writes it, and our
 * close frame, unless Undertow has sent one. Behind that the output is shut, and what is still written is forgotten.
 * For the I/O thread.
 */
final class LastFrames {

    private final StreamSinkConduit next;
    private final Outflow outflow;
    private final OwnFrames own;

    private final ArrayDeque<ByteBuffer> last = new ArrayDeque<>(2);
    private final ByteBuffer closeFrame;
    private boolean closeFrameAdded;
    private boolean shut;
    private boolean left;
    private Runnable whenLeft = () -> {};

    /** Nothing but these leaves from now on. */
    LastFrames(StreamSinkConduit next, Outflow outflow, OwnFrames own, ByteBuffer closeFrame) {
        this.next = next;
        this.outflow = outflow;
        this.own = own;
        this.closeFrame = closeFrame;
    }

    /** Whether what comes next is known, and does not have to come from Undertow. */
    boolean areReady() {
        return closeFrameAdded || !last.isEmpty() || own.isBegun() || outflow.isBetweenFrames();
    }

    /** Of what Undertow writes when we close, the rest of a frame that has begun still leaves; the number of bytes. */
    int keepRest(ByteBuffer from) throws IOException {
        int bytes = from.remaining();
        if (!closeFrameAdded && !own.isBegun() && !outflow.isBetweenFrames()) {
            ByteBuffer rest = from.duplicate().limit(outflow.followFrame(from));
            last.add(ByteBuffer.allocate(rest.remaining()).put(rest).flip());
            go();
        }
        from.position(from.limit());
        return bytes;
    }

    /** The rest, and what follows it. */
    long keepRest(ByteBuffer[] from, int offset, int length) throws IOException {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += keepRest(from[i]);
        }
        return bytes;
    }

    /** Once all has left, and the output is shut; at once, where that is so. */
    void whenLeft(Runnable action) {
        if (left) {
            action.run();
        } else {
            whenLeft = action;
        }
    }

    /** As much as the socket takes; asks to be called again for the rest. */
    void go() throws IOException {
        if (!own.sendBegun(next, outflow) || !writeLast()) {
            next.resumeWrites();
        } else if (!closeFrameAdded && outflow.isBetweenFrames()) {
            addCloseFrame();
        } else if (closeFrameAdded) {
            shut();
        }
    }

    private void addCloseFrame() throws IOException {
        closeFrameAdded = true;
        if (!outflow.isClosed()) {
            last.add(closeFrame);
        }
        go();
    }

    private boolean writeLast() throws IOException {
        while (!last.isEmpty() && !shut) {
            next.write(last.element());
            if (last.element().hasRemaining()) {
                return false;
            }
            last.remove();
        }
        return true;
    }

    private void shut() throws IOException {
        if (!shut && next.flush()) {
            shut = true;
            next.terminateWrites();
        }
        if (shut && next.flush()) {
            next.suspendWrites();
            left = true;
            whenLeft.run();
        } else {
            next.resumeWrites();
        }
    }
}
