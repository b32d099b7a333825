package io.parley.container.undertow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/** The socket's end of the conduits: takes as many bytes as a test lets it. */
final class FakeSocket extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private @Nullable WriteReadyHandler handler;
    private int room = Integer.MAX_VALUE;
    private boolean resumed;
    private boolean shut;
    private boolean broken;
    private int writes;
    private int tries;

    FakeSocket() {
        super(Nothing.as(StreamSinkConduit.class));
    }

    void hasRoomFor(int bytes) {
        room = bytes;
        if (resumed && bytes > 0 && handler != null) {
            handler.writeReady();
        }
    }

    /** There is room, and nobody has been told yet. */
    void makesRoomFor(int bytes) {
        room = bytes;
    }

    byte[] written() {
        return out.toByteArray();
    }

    /** How often bytes were taken. */
    int writes() {
        return writes;
    }

    /** How often somebody tried to write, whatever came of it. */
    int tries() {
        return tries;
    }

    /** From now on, nothing can be written. */
    void breaks() {
        broken = true;
    }

    boolean isShut() {
        return shut;
    }

    boolean isResumed() {
        return resumed;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        tries++;
        if (broken) {
            throw new IOException("broken");
        }
        writes++;
        int bytes = Math.min(room, from.remaining());
        for (int i = 0; i < bytes; i++) {
            out.write(from.get());
        }
        room -= bytes;
        return bytes;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += write(from[i]);
        }
        return sum;
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public void terminateWrites() {
        shut = true;
    }

    @Override
    public void resumeWrites() {
        resumed = true;
    }

    @Override
    public void suspendWrites() {
        resumed = false;
    }

    @Override
    public boolean isWriteResumed() {
        return resumed;
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler set) {
        handler = set;
    }
}
