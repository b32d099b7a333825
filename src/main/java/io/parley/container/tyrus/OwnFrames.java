package io.parley.container.tyrus;

import io.parley.protocol.EncodedEvent;
import io.parley.session.Batch;
import io.parley.session.Outgoing;
import io.parley.session.Outlet;
import io.parley.session.Sender;
import io.parley.session.Turns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames that we send ourselves on one connection, each as a whole between two messages of Tyrus'. Any thread says
 * that there are some; all else is for whoever takes the steps of the outlet, which has to have its bytes on the heap.
 */
final class OwnFrames extends Turns implements Sender {

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    private final TappedOutput output;
    private final Runnable broken;
    private volatile @Nullable Outgoing outgoing;

    /**
     * Of one connection.
     *
     * @param outlet of the connection
     * @param output where they leave
     * @param broken nothing can be written any more
     */
    OwnFrames(Outlet outlet, TappedOutput output, Runnable broken) {
        super(outlet);
        this.output = output;
        this.broken = broken;
    }

    @Override
    public void begin(Outgoing waiting) {
        outgoing = waiting;
    }

    @Override
    protected void take() {
        @Nullable Outgoing waiting = outgoing;
        if (waiting != null) {
            try {
                send(waiting);
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    /** All that waits leaves together, as far as the server has room for it. */
    private void send(Outgoing waiting) throws IOException {
        boolean some = false;
        while (waiting.isWaiting() || waiting.isBegun()) {
            @Nullable EncodedEvent next = output.takesMessages() ? waiting.next() : null;
            if (next == null || !output.write(piece(next), List.of(next))) {
                waiting.stuck();
                break;
            }
            waiting.left();
            some = true;
        }
        if (some) {
            output.flush();
        }
    }

    private ByteBuffer piece(EncodedEvent event) {
        ByteBuffer chunk = outlet().chunk();
        ByteBuffer piece = event.sizeBytes() <= chunk.capacity() ? chunk : ByteBuffer.allocate(event.sizeBytes());
        event.copy(0, piece);
        return piece.flip();
    }

    private void fail(Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "the connection is broken", cause);
        failed();
        broken.run();
    }

    /** Nothing can be written any more. On the outlet's thread. */
    void failed() {
        @Nullable Outgoing waiting = outgoing;
        if (waiting != null) {
            waiting.failed();
        }
    }

    /** An application's inspectors are not called with the identity of whoever has said something. */
    @Override
    public boolean isFree() {
        try {
            return output.takesMessages() && !(output.isLookedAt() && outlet().isLent());
        } catch (RuntimeException e) {
            // It is asked again on the outlet's thread, which then gives the connection up
            LOG.log(System.Logger.Level.DEBUG, "the server cannot tell whether it is ready", e);
            return false;
        }
    }

    /** All or nothing: Tyrus may have written something since {@link #isFree} was asked. */
    @Override
    public int write(Batch batch) {
        ByteBuffer frames = batch.frames();
        try {
            if (!output.write(frames, batch.events())) {
                return 0;
            }
            output.flush();
            return frames.limit();
        } catch (IOException | RuntimeException | Error e) {
            outlet().ready(() -> fail(e));
            return 0;
        }
    }
}
