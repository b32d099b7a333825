package io.parley.container.undertow;

import io.parley.frame.inspection.Inflow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Shows each frame on its way to Undertow, without copying it. What may not be passed on does not get there; while too
 * much waits to be worked off, nothing is read, and what of the last read stands behind is kept, at most one buffer.
 * For the I/O thread.
 */
final class TappedSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private final Inflow inflow;
    private @Nullable ByteBuffer kept;
    private boolean reading;

    TappedSource(StreamSourceConduit next, Inflow inflow) {
        super(next);
        this.inflow = inflow;
        this.reading = next.isReadResumed();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (inflow.isShut()) {
            next.suspendReads();
            return 0;
        }
        int start = into.position();
        @Nullable ByteBuffer rest = kept;
        int read = rest == null ? readNew(into) : take(rest, into);
        if (read <= 0) {
            return read;
        }
        int limit = into.limit();
        int end = inflow.accept(into.limit(into.position()).position(start));
        if (!inflow.isRefused()) {
            keep(into.position(end));
        }
        into.limit(limit).position(end);
        if (end == start) {
            next.suspendReads();
        }
        return end - start;
    }

    private int readNew(ByteBuffer into) throws IOException {
        int read = next.read(into);
        if (read > 0) {
            inflow.arrived(read);
        }
        return read;
    }

    private int take(ByteBuffer rest, ByteBuffer into) {
        int bytes = Math.min(rest.remaining(), into.remaining());
        into.put(rest.duplicate().limit(rest.position() + bytes));
        rest.position(rest.position() + bytes);
        kept = rest.hasRemaining() ? rest : null;
        return bytes;
    }

    /** In front of what is kept already. */
    private void keep(ByteBuffer came) {
        if (came.hasRemaining()) {
            @Nullable ByteBuffer behind = kept;
            ByteBuffer all = ByteBuffer.allocate(came.remaining() + (behind == null ? 0 : behind.remaining()));
            all.put(came);
            if (behind != null) {
                all.put(behind);
            }
            kept = all.flip();
        }
    }

    /** Undertow may read again. */
    void goOn() {
        if (reading && !inflow.isShut()) {
            resume();
        }
    }

    private void resume() {
        if (kept == null) {
            next.resumeReads();
        } else {
            next.wakeupReads();
        }
    }

    @Override
    public void resumeReads() {
        reading = true;
        if (!inflow.isShut()) {
            resume();
        }
    }

    @Override
    public void wakeupReads() {
        reading = true;
        next.wakeupReads();
    }

    @Override
    public void suspendReads() {
        reading = false;
        next.suspendReads();
    }

    @Override
    public boolean isReadResumed() {
        return reading;
    }

    /** Undertow reads no more. */
    void beginDiscarding() {
        inflow.discard();
    }

    /** Reads what nobody wants any more; the number of bytes, 0, or -1 at the end. */
    int discard(ByteBuffer scratch) throws IOException {
        @Nullable ByteBuffer rest = kept;
        if (rest != null) {
            kept = null;
            inflow.accept(rest);
            return rest.remaining();
        }
        scratch.clear();
        int read = next.read(scratch);
        if (read > 0) {
            inflow.arrived(read);
            inflow.accept(scratch.flip());
        }
        return read;
    }

    /** Whether the peer's close frame has come. */
    boolean isPeerClosed() {
        return inflow.isPeerClosed();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            if (into[i].hasRemaining()) {
                int read = read(into[i]);
                if (read <= 0) {
                    return sum == 0 ? read : sum;
                }
                sum += read;
            }
        }
        return sum;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return Conduits.transfer(this, count, through, target);
    }
}
