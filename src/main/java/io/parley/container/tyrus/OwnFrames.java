package io.parley.container.tyrus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

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

    /** For whoever takes the steps. */
    private boolean failed;

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

    /** Where the connection is broken, that is told here, to whatever came since. */
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

    private void send(Outgoing waiting) throws IOException {
        while (waiting.isWaiting() || waiting.isBegun()) {
            if (failed) {
                waiting.failed();
            } else if (!isSent(waiting)) {
                waiting.stuck();
                return;
            }
        }
    }

    /** As much as the outlet has a place for, or one message that is longer. */
    private boolean isSent(Outgoing waiting) throws IOException {
        ByteBuffer chunk = outlet().chunk();
        waiting.fillWhole(chunk);
        if (chunk.flip().hasRemaining()) {
            boolean sent = output.send(chunk);
            if (sent) {
                waiting.written(chunk.limit(), event -> {});
            }
            return sent;
        }
        @Nullable EncodedEvent next = output.takesMessages() ? waiting.next() : null;
        boolean sent = next != null && output.send(copy(next), List.of(next));
        if (sent) {
            waiting.left();
        }
        return sent;
    }

    private static ByteBuffer copy(EncodedEvent event) {
        ByteBuffer copy = ByteBuffer.allocate(event.sizeBytes());
        event.copy(0, copy);
        return copy.flip();
    }

    private void fail(Throwable cause) {
        LOG.log(cause instanceof IOException ? DEBUG : ERROR, "the connection is broken", cause);
        failed();
        broken.run();
    }

    /** Nothing can be written any more. On the outlet's thread. */
    void failed() {
        failed = true;
        @Nullable Outgoing waiting = outgoing;
        if (waiting != null) {
            waiting.failed();
        }
    }

    /** An application's inspectors are not called with the identity of whoever has said something. */
    @Override
    public boolean isFree() {
        try {
            return !failed && output.takesMessages() && !(output.isLookedAt() && outlet().isLent());
        } catch (RuntimeException e) {
            failSoon(e);
            return false;
        }
    }

    /** All or nothing: Tyrus may have written something since {@link #isFree} was asked. */
    @Override
    public int write(Batch batch) {
        ByteBuffer frames = batch.frames();
        try {
            return output.send(frames, batch.events()) ? frames.limit() : 0;
        } catch (IOException | RuntimeException | Error e) {
            failSoon(e);
            return 0;
        }
    }

    /** Nobody who takes a step is called back within it; and what may have left in part is not sent again. */
    private void failSoon(Throwable cause) {
        failed = true;
        outlet().ready(() -> fail(cause));
    }
}
