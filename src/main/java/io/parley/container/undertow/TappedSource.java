package io.parley.container.undertow;

import io.parley.frame.CheckedFrames;
import io.parley.frame.FrameReader;
import io.parley.frame.FrameRules;
import io.parley.frame.FrameViolationException;
import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Sees each frame on its way to Undertow, without copying it. A frame that breaks a rule does not get there, as far as
 * it has not begun in an earlier read, and nothing behind it does. For the I/O thread.
 */
final class TappedSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

    /** Is told while Undertow reads: must not call back into it. */
    interface Listener {

        /** A frame has begun. */
        void frame();

        /** A rule was broken. Once. */
        void refused(Rule rule);
    }

    private final CheckedFrames frames;
    private final Listener listener;
    private boolean refused;
    private boolean peerClosed;

    TappedSource(StreamSourceConduit next, FrameRules rules, Listener listener) {
        super(next);
        this.frames = new CheckedFrames(rules);
        this.listener = listener;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (refused) {
            suspendReads();
            return 0;
        }
        int start = into.position();
        int read = next.read(into);
        if (read > 0) {
            into.position(inspect(into.duplicate().position(start).limit(into.position())));
            return into.position() - start;
        }
        return read;
    }

    /** Where what may be passed on ends. */
    private int inspect(ByteBuffer bytes) {
        int good = bytes.position();
        try {
            for (FrameReader.Step step = frames.next(bytes); step != FrameReader.Step.MORE; step = frames.next(bytes)) {
                if (step == FrameReader.Step.HEADER) {
                    listener.frame();
                } else if (step == FrameReader.Step.END) {
                    good = bytes.position();
                    peerClosed |= frames.reader().header().opcode() == Opcode.CLOSE;
                }
            }
            return bytes.limit();
        } catch (FrameViolationException e) {
            refused = true;
            listener.refused(e.rule());
            return good;
        }
    }

    /** Reads what nobody wants any more; the number of bytes, 0, or -1 at the end. */
    int discard(ByteBuffer scratch) throws IOException {
        scratch.clear();
        int read = next.read(scratch);
        if (read > 0 && !refused) {
            inspect(scratch.flip());
        }
        return read;
    }

    /** Whether the peer's close frame has come. */
    boolean isPeerClosed() {
        return peerClosed;
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
