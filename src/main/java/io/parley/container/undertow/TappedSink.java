package io.parley.container.undertow;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.parley.frame.inspection.Outflow;
import io.parley.session.Batch;
import io.parley.session.Outgoing;
import io.parley.session.Outlet;
import io.parley.session.Sender;
import io.undertow.conduits.WriteTimeoutStreamSinkConduit;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * Where the frames of Undertow and our own take turns on their way to the peer, each as a whole: ours go between two
 * messages of Undertow's, and Undertow waits as long as one of ours is under way. When we close, our close frame
 * follows the frame that is under way; behind it the output is shut, and what is still written is forgotten. For the
 * I/O thread, or for whoever writes a batch in its place.
 */
final class TappedSink extends PlainSink implements Sender, WriteReadyHandler {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private final Outflow outflow;
    private final TappedConnection owner;
    private final OwnFrames own;

    /** Where our own frames are written: what waits in an outbox has a time of its own. */
    private final StreamSinkConduit socket;

    /** There, too, each write gets a time, which only suspending takes back. */
    private final boolean timed;

    private WriteReadyHandler undertow;

    /** Undertow wants to hear when it can write. */
    private boolean undertowWaits;

    /** The socket takes no more of ours for now. */
    private boolean full;

    /** Nothing is begun or listened for. Unknown at first: our first message takes back the time of the handshake. */
    private boolean quiet;

    /** When we close: nothing but these leaves any more. */
    private @Nullable LastFrames last;

    /**
     * Above what is there.
     *
     * @param undertow hears when that can be written to
     * @param outlet of the I/O thread
     */
    TappedSink(
            StreamSinkConduit next,
            WriteReadyHandler undertow,
            Outflow outflow,
            Outlet outlet,
            TappedConnection owner) {
        super(next);
        this.socket = Untimed.beneath(next);
        this.timed = socket instanceof WriteTimeoutStreamSinkConduit;
        this.undertow = undertow;
        this.outflow = outflow;
        this.owner = owner;
        this.own = new OwnFrames(outlet, this::sendOwn);
        this.undertowWaits = next.isWriteResumed();
        next.setWriteReadyHandler(GuardedSink.guarded(this, outlet.guard()));
    }

    @Override
    public void begin(Outgoing outgoing) {
        own.begin(outgoing);
    }

    @Override
    public void ready() {
        own.ready();
    }

    @Override
    public Outlet outlet() {
        return own.outlet();
    }

    /** While the socket is listened to, the I/O thread sees to it anyway; inspectors are called by that alone. */
    @Override
    public boolean isFree() {
        return quiet && last == null && outflow.takesMessages() && !(outflow.isLookedAt() && outlet().isLent());
    }

    @Override
    public int write(Batch batch) {
        try {
            ByteBuffer frames = batch.frames();
            while (frames.hasRemaining() && socket.write(frames) > 0) {
                // Under TLS there is a record for each
            }
            outflow.left(batch.events(), frames.position());
            if (timed || !socket.flush()) {
                settle();
            }
            quiet &= !frames.hasRemaining();
            return frames.position();
        } catch (IOException | RuntimeException | Error e) {
            full = true;
            quiet = false;
            outlet().ready(() -> fail(e));
            return 0;
        }
    }

    /** As much of ours as the socket takes: not within a message of Undertow's, and never behind its close frame. */
    private void sendOwn() {
        if (last != null) {
            return;
        }
        try {
            if (!full && (own.isBegun() || outflow.takesMessages())) {
                full = !own.send(socket, outflow);
            } else {
                own.stuck();
            }
            settle();
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        LOG.log(cause instanceof IOException ? DEBUG : ERROR, "the connection is broken", cause);
        own.failed();
        owner.broken();
    }

    /** Listens while there is something to be written. */
    private void settle() throws IOException {
        boolean listens = !socket.flush() || full || undertowWaits;
        if (listens) {
            (full ? socket : next).resumeWrites();
        } else if (!quiet || last != null || timed) {
            next.suspendWrites();
        }
        quiet = !listens;
    }

    /** Sends a close frame as soon as no frame is under way, and then no more. */
    LastFrames end(ByteBuffer closeFrame) {
        LastFrames begun = new LastFrames(next, outflow, own, closeFrame);
        last = begun;
        try {
            begun.go();
        } catch (IOException e) {
            fail(e);
        }
        return begun;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (last != null) {
            return last.keepRest(from);
        }
        if (hasToWait()) {
            return 0;
        }
        int start = from.position();
        int written = next.write(from);
        outflow.followWritten(from, start);
        giveTurn();
        return written;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        if (last != null) {
            return last.keepRest(from, offset, length);
        }
        if (hasToWait()) {
            return 0;
        }
        int[] starts = new int[length];
        for (int i = 0; i < length; i++) {
            starts[i] = from[offset + i].position();
        }
        long written = next.write(from, offset, length);
        outflow.followWritten(from, offset, starts);
        giveTurn();
        return written;
    }

    /**
     * Undertow's frames wait for the one of ours that is under way; its answer to a close frame for all, since nothing
     * may follow it.
     */
    private boolean hasToWait() {
        if (owner.isPeerClosed() && outflow.isBetweenFrames()) {
            sendOwn();
            return own.isWaiting();
        }
        return own.isBegun();
    }

    /** What of ours came within a message of Undertow's, and had to wait. */
    private void giveTurn() {
        if (!full && own.isWaiting()) {
            own.ready();
        }
    }

    @Override
    public boolean flush() throws IOException {
        return last != null || next.flush();
    }

    @Override
    public void terminateWrites() throws IOException {
        if (last == null) {
            next.terminateWrites();
            owner.shut();
        }
    }

    @Override
    public void resumeWrites() {
        undertowWaits = true;
        quiet = false;
        next.resumeWrites();
    }

    @Override
    public void wakeupWrites() {
        undertowWaits = true;
        quiet = false;
        next.wakeupWrites();
    }

    @Override
    public void suspendWrites() {
        undertowWaits = false;
        if (!full && last == null) {
            quiet = true;
            next.suspendWrites();
        }
    }

    /** Whoever stands above us hears from us: the socket tells us alone. */
    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {
        undertow = handler;
    }

    @Override
    public boolean isWriteResumed() {
        return undertowWaits;
    }

    /** The socket can be written to: what is begun is ended, Undertow has its turn, then we have ours. */
    @Override
    public void writeReady() {
        try {
            if (last != null && last.areReady()) {
                last.go();
            } else if (own.sendBegun(socket, outflow)) {
                takeTurns();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Where nobody has anything to write, or nobody may, the socket is not listened to any more. */
    private void takeTurns() throws IOException {
        full = false;
        if (undertowWaits) {
            undertow.writeReady();
        }
        if (last == null) {
            sendOwn();
            settle();
        } else if (!undertowWaits && !last.areReady()) {
            next.suspendWrites();
        }
    }

    @Override
    public void forceTermination() {
        undertow.forceTermination();
    }

    @Override
    public void terminated() {
        undertow.terminated();
    }
}
