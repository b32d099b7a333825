package io.parley.container.undertow;

import io.parley.frame.inspection.Outflow;
import io.parley.session.Outgoing;
import io.parley.session.Outlet;
import io.parley.session.Turns;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The frames that we send ourselves on one connection, between those of Undertow. Any thread says that there are some;
 * all else is for the I/O thread.
 */
final class OwnFrames extends Turns {

    private final Runnable turn;
    private volatile @Nullable Outgoing outgoing;

    /**
     * Of one connection.
     *
     * @param outlet of its I/O thread
     * @param turn sends what waits, if it may; throws nothing
     */
    OwnFrames(Outlet outlet, Runnable turn) {
        super(outlet);
        this.turn = turn;
    }

    void begin(Outgoing waiting) {
        outgoing = waiting;
    }

    /** Where all was given up, that is found out here and now. */
    @Override
    protected void take() {
        if (isWaiting()) {
            turn.run();
        }
    }

    /** Whether a frame was begun and is not over. */
    boolean isBegun() {
        @Nullable Outgoing waiting = outgoing;
        return waiting != null && waiting.isBegun();
    }

    boolean isWaiting() {
        @Nullable Outgoing waiting = outgoing;
        return waiting != null && (waiting.isWaiting() || waiting.isBegun());
    }

    /** Sends what waits; true where all of it has left. */
    boolean send(StreamSinkConduit output, Outflow outflow) throws IOException {
        @Nullable Outgoing waiting = outgoing;
        while (waiting != null && isWaiting()) {
            ByteBuffer chunk = outlet().chunk();
            waiting.fill(chunk);
            if (!send(chunk.flip(), waiting, output, outflow)) {
                waiting.stuck();
                return false;
            }
        }
        return true;
    }

    /** Sends the rest of the frame that was begun; true where all of it has left. */
    boolean sendBegun(StreamSinkConduit output, Outflow outflow) throws IOException {
        @Nullable Outgoing waiting = outgoing;
        while (waiting != null && waiting.isBegun()) {
            ByteBuffer chunk = outlet().chunk();
            waiting.fillBegun(chunk);
            if (!send(chunk.flip(), waiting, output, outflow)) {
                return false;
            }
        }
        return true;
    }

    private static boolean send(ByteBuffer chunk, Outgoing waiting, StreamSinkConduit output, Outflow outflow)
            throws IOException {
        while (chunk.hasRemaining()) {
            int written = output.write(chunk);
            if (written == 0) {
                return false;
            }
            waiting.written(written, outflow);
        }
        return true;
    }

    /** What waits has to wait for Undertow. */
    void stuck() {
        @Nullable Outgoing waiting = outgoing;
        if (waiting != null && isWaiting()) {
            waiting.stuck();
        }
    }

    /** The connection is broken. */
    void failed() {
        @Nullable Outgoing waiting = outgoing;
        if (waiting != null) {
            waiting.failed();
        }
    }
}
