package io.parley.container.undertow;

import io.parley.frame.EncodedText;
import io.parley.protocol.EncodedEvent;
import io.parley.session.Outgoing;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Frames that wait, without a bound. */
final class TestOutgoing implements Outgoing {

    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    private int offset;
    private boolean stuck;
    private boolean failed;
    private int asked;

    void add(byte[] frame) {
        frames.add(frame);
    }

    boolean isStuck() {
        return stuck;
    }

    /** How often somebody has asked whether anything waits. */
    int asked() {
        return asked;
    }

    boolean isFailed() {
        return failed;
    }

    @Override
    public @Nullable EncodedEvent next() {
        throw new UnsupportedOperationException("taken as bytes");
    }

    @Override
    public void left() {
        throw new UnsupportedOperationException("taken as bytes");
    }

    @Override
    public void fill(ByteBuffer into) {
        int from = offset;
        for (byte[] frame : frames) {
            into.put(frame, from, Math.min(frame.length - from, into.remaining()));
            from = 0;
        }
    }

    @Override
    public void fillWhole(ByteBuffer into) {
        throw new UnsupportedOperationException("taken as bytes");
    }

    @Override
    public void fillBegun(ByteBuffer into) {
        if (isBegun()) {
            byte[] frame = frames.element();
            into.put(frame, offset, Math.min(frame.length - offset, into.remaining()));
        }
    }

    @Override
    public void written(int bytes, Consumer<? super EncodedText> left) {
        offset += bytes;
        while (!frames.isEmpty() && offset >= frames.element().length) {
            byte[] frame = frames.remove();
            offset -= frame.length;
            left.accept(text(frame));
        }
    }

    /** A frame that has left. */
    private static EncodedText text(byte[] frame) {
        return new EncodedText() {
            @Override
            public int payloadBytes() {
                return frame.length - headerBytes(frame);
            }

            @Override
            public int sizeBytes() {
                return frame.length;
            }

            @Override
            public ByteBuffer frame() {
                return ByteBuffer.wrap(frame);
            }
        };
    }

    /** Of an unmasked frame below 64 KiB (RFC 6455, section 5.2). */
    private static int headerBytes(byte[] frame) {
        return frame[1] < 126 ? 2 : 4;
    }

    @Override
    public boolean isBegun() {
        return offset > 0;
    }

    @Override
    public boolean isWaiting() {
        asked++;
        return !frames.isEmpty();
    }

    @Override
    public void stuck() {
        stuck = true;
    }

    @Override
    public void failed() {
        failed = true;
        frames.clear();
        offset = 0;
    }
}
