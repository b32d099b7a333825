package io.parley.container.undertow;

import io.parley.frame.inspection.Outflow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * Knows where frames end on their way from Undertow to the peer, so that a close frame of our own finds its place
 * between two of them. Behind that, the output is shut, and what Undertow still writes is forgotten. For the I/O
 * thread.
 */
final class TappedSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private static final System.Logger LOG = System.getLogger("io.parley.container.undertow");

    private final WriteReadyHandler undertow;
    private final Outflow outflow;
    private final Runnable broken;

    /** What leaves when we close: the rest of a frame that has begun, as it comes, and the close frame. */
    private final ArrayDeque<ByteBuffer> last = new ArrayDeque<>(2);

    private @Nullable ByteBuffer closeFrame;
    private boolean lastAdded;
    private boolean ended;

    /** Above what is there; Undertow hears when that can be written to, and somebody drops what is broken. */
    TappedSink(StreamSinkConduit next, WriteReadyHandler undertow, Outflow outflow, Runnable broken) {
        super(next);
        this.undertow = undertow;
        this.outflow = outflow;
        this.broken = broken;
    }

    /** Sends a close frame as soon as no frame is under way, unless Undertow has sent one, and then no more. */
    void end(ByteBuffer frame) {
        closeFrame = frame;
        next.setWriteReadyHandler(new OursFirst());
        if (outflow.isBetweenFrames()) {
            addCloseFrame(frame);
            writeLast();
        }
    }

    /** Unless Undertow has sent one. */
    private void addCloseFrame(ByteBuffer frame) {
        if (!outflow.isClosed()) {
            last.add(frame);
        }
        lastAdded = true;
    }

    private void writeLast() {
        try {
            while (!last.isEmpty() && !ended) {
                next.write(last.element());
                if (last.element().hasRemaining()) {
                    next.resumeWrites();
                    return;
                }
                last.remove();
            }
            if (lastAdded) {
                shut();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a close frame could not be sent", e);
            broken.run();
        }
    }

    private void shut() throws IOException {
        if (!ended && next.flush()) {
            ended = true;
            next.terminateWrites();
        }
        if (ended && next.flush()) {
            next.suspendWrites();
        } else {
            next.resumeWrites();
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (closeFrame != null) {
            return keepRest(from);
        }
        int start = from.position();
        int written = next.write(from);
        follow(from, start);
        return written;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        if (closeFrame != null) {
            long sum = 0;
            for (int i = offset; i < offset + length; i++) {
                sum += keepRest(from[i]);
            }
            return sum;
        }
        int[] starts = new int[length];
        for (int i = 0; i < length; i++) {
            starts[i] = from[offset + i].position();
        }
        long written = next.write(from, offset, length);
        for (int i = 0; i < length; i++) {
            follow(from[offset + i], starts[i]);
        }
        return written;
    }

    /** What was written of a buffer, which is as it was in the end. */
    private void follow(ByteBuffer buffer, int start) {
        int end = buffer.position();
        int limit = buffer.limit();
        outflow.follow(buffer.limit(end).position(start));
        buffer.limit(limit).position(end);
    }

    /** Of what Undertow writes when we close, the rest of a frame that has begun still leaves; the number of bytes. */
    private int keepRest(ByteBuffer from) {
        int bytes = from.remaining();
        @Nullable ByteBuffer frame = closeFrame;
        if (frame != null && !outflow.isBetweenFrames()) {
            ByteBuffer rest = from.duplicate().limit(outflow.followFrame(from));
            last.add(ByteBuffer.allocate(rest.remaining()).put(rest).flip());
            if (outflow.isBetweenFrames()) {
                addCloseFrame(frame);
            }
            writeLast();
        }
        from.position(from.limit());
        return bytes;
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
        return closeFrame != null || next.flush();
    }

    @Override
    public void terminateWrites() throws IOException {
        if (closeFrame == null) {
            next.terminateWrites();
        }
    }

    /** Hears first when the socket can be written to; as long as nothing of ours waits, Undertow does. */
    private final class OursFirst implements WriteReadyHandler {

        @Override
        public void writeReady() {
            if (lastAdded || !last.isEmpty()) {
                writeLast();
            } else {
                undertow.writeReady();
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
}
