package io.parley.container.undertow;

import io.parley.frame.inspection.Outflow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * Where the frames of Undertow and our own take turns on their way to the peer, each as a whole: ours go between two
 * messages of Undertow's, and Undertow waits as long as one of ours is under way. When we close, our close frame
 * follows the frame that is under way; behind it the output is shut, and what is still written is forgotten. For the
 * I/O thread.
 */
final class TappedSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private final Outflow outflow;
    private final Owner owner;
    private final OwnFrames own;
    private final LastFrames last;
    private WriteReadyHandler undertow;

    /** Undertow wants to hear when it can write. */
    private boolean undertowWaits;

    /** The socket takes no more of ours for now. */
    private boolean full;

    /** What the connection knows and does. */
    interface Owner {

        /** Whether the peer has closed: what comes from Undertow now is the answer to that, and the last it writes. */
        boolean isPeerClosed();

        /** The connection is broken. */
        void broken();

        /** Undertow has shut the output, and waits for the peer to do the same. */
        void shut();
    }

    /**
     * Above what is there.
     *
     * @param undertow hears when that can be written to
     * @param round of the I/O thread
     */
    TappedSink(StreamSinkConduit next, WriteReadyHandler undertow, Outflow outflow, IoRound round, Owner owner) {
        super(next);
        this.undertow = undertow;
        this.outflow = outflow;
        this.owner = owner;
        this.own = new OwnFrames(round, this::sendOwn);
        this.last = new LastFrames(next, outflow, own);
        this.undertowWaits = next.isWriteResumed();
        next.setWriteReadyHandler(new Turns());
    }

    /** The frames that go past Undertow. */
    OwnFrames own() {
        return own;
    }

    /** As much of ours as the socket takes, if it is our turn. */
    private void sendOwn() {
        if (full || last.haveBegun()) {
            return;
        }
        try {
            if (isOurTurn()) {
                full = !own.send(next, outflow);
            } else {
                own.stuck();
            }
            settle();
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "frames could not be sent", e);
            fail(e);
        }
    }

    /** Within a message of Undertow's it is not, but behind that; behind its close frame it never is. */
    private boolean isOurTurn() {
        return own.isBegun() || (outflow.isBetweenMessages() && !outflow.isClosed());
    }

    private void fail(Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "the connection is broken", cause);
        own.failed();
        owner.broken();
    }

    /** Only suspending takes back the time that the server sets for a write, so that is done where nothing waits. */
    private void settle() throws IOException {
        if (!next.flush() || full || undertowWaits) {
            next.resumeWrites();
        } else {
            next.suspendWrites();
        }
    }

    /** Sends a close frame as soon as no frame is under way, and then no more. */
    void end(ByteBuffer closeFrame) {
        try {
            last.begin(closeFrame);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (last.haveBegun()) {
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
        if (last.haveBegun()) {
            long sum = 0;
            for (int i = offset; i < offset + length; i++) {
                sum += last.keepRest(from[i]);
            }
            return sum;
        }
        if (hasToWait()) {
            return 0;
        }
        int[] starts = new int[length];
        for (int i = 0; i < length; i++) {
            starts[i] = from[offset + i].position();
        }
        long written = next.write(from, offset, length);
        for (int i = 0; i < length; i++) {
            outflow.followWritten(from[offset + i], starts[i]);
        }
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
    public int writeFinal(ByteBuffer from) throws IOException {
        return Conduits.writeFinalBasic(this, from);
    }

    @Override
    public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, from, offset, length);
    }

    @Override
    public long transferFrom(FileChannel from, long position, long count) throws IOException {
        return from.transferTo(position, count, new ConduitWritableByteChannel(this));
    }

    @Override
    public long transferFrom(StreamSourceChannel from, long count, ByteBuffer through) throws IOException {
        return Conduits.transfer(from, count, through, this);
    }

    @Override
    public boolean flush() throws IOException {
        return last.haveBegun() || next.flush();
    }

    @Override
    public void terminateWrites() throws IOException {
        if (!last.haveBegun()) {
            next.terminateWrites();
            owner.shut();
        }
    }

    @Override
    public void resumeWrites() {
        undertowWaits = true;
        next.resumeWrites();
    }

    @Override
    public void wakeupWrites() {
        undertowWaits = true;
        next.wakeupWrites();
    }

    @Override
    public void suspendWrites() {
        undertowWaits = false;
        if (!full && !last.haveBegun()) {
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

    /** Hears when the socket can be written to: what is begun is ended, Undertow has its turn, then we have ours. */
    private final class Turns implements WriteReadyHandler {

        @Override
        public void writeReady() {
            try {
                if (last.haveBegun() && last.areReady()) {
                    last.go();
                } else if (own.sendBegun(next, outflow)) {
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
            sendOwn();
            settle();
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
}
