package io.parley.container.tyrus;

import io.parley.frame.inspection.Outflow;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Our close frame: it follows the frame that is under way, unless Tyrus has sent one, and nothing follows it (RFC 6455,
 * section 5.5.1). Guarded by the lock of the output.
 */
final class LastFrame {

    private final PatientStream server;
    private final Outflow outflow;
    private byte @Nullable [] frame;
    private boolean added;
    private boolean shut;

    LastFrame(PatientStream server, Outflow outflow) {
        this.server = server;
        this.outflow = outflow;
    }

    /** Of what is held, it is the last; what was held has to be sent. */
    void hold(byte[] closeFrame) {
        frame = closeFrame;
        if (outflow.isBetweenFrames()) {
            add(closeFrame);
        }
    }

    boolean isWanted() {
        return frame != null;
    }

    private void add(byte[] closeFrame) {
        if (!outflow.isClosed()) {
            server.hold(closeFrame);
        }
        added = true;
    }

    /** Of what Tyrus still writes, the rest of a frame that has begun is held before it. */
    void keepRest(byte[] from, int offset, int length) {
        byte @Nullable [] closeFrame = frame;
        if (closeFrame != null && !outflow.isBetweenFrames()) {
            int end = outflow.followFrame(ByteBuffer.wrap(from, offset, length));
            server.hold(Arrays.copyOfRange(from, offset, end));
            if (outflow.isBetweenFrames()) {
                add(closeFrame);
            }
        }
    }

    /** Whether it, or that of Tyrus, has gone to the server, for the first time. */
    boolean isOverNow() {
        boolean now = (added || outflow.isClosed()) && server.isIdle() && !shut;
        shut |= now;
        return now && !server.isEnded();
    }
}
