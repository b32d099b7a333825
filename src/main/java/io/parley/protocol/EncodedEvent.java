package io.parley.protocol;

import io.parley.frame.EncodedText;
import io.parley.frame.FrameWriter;
import io.parley.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An event that was turned into a server's frame, once, to be shared by all who receive it: server frames are not
 * masked (RFC 6455, section 5.1), so that their bytes are the same for everybody. Never changes; any thread may use it.
 */
public final class EncodedEvent implements EncodedText {

    private final byte[] frame;
    private final int headerBytes;
    private final boolean droppable;

    /**
     * Encodes an event.
     *
     * @param text its JSON
     * @param droppable whether it may be dropped where a connection is under pressure
     */
    public EncodedEvent(String text, boolean droppable) {
        this(StandardCharsets.UTF_8.encode(text), droppable);
    }

    /**
     * Encodes an event.
     *
     * @param text its JSON in UTF-8, copied from its position to its limit
     * @param droppable whether it may be dropped where a connection is under pressure
     */
    public EncodedEvent(ByteBuffer text, boolean droppable) {
        this.frame = FrameWriter.frame(Opcode.TEXT, text).array();
        this.headerBytes = frame.length - text.remaining();
        this.droppable = droppable;
    }

    @Override
    public int sizeBytes() {
        return frame.length;
    }

    @Override
    public int payloadBytes() {
        return frame.length - headerBytes;
    }

    @Override
    public ByteBuffer frame() {
        return ByteBuffer.wrap(frame).asReadOnlyBuffer();
    }

    /**
     * Whether it may be dropped where a connection is under pressure.
     *
     * @return true for what nobody misses
     */
    public boolean isDroppable() {
        return droppable;
    }

    /**
     * Its JSON, for what sends text and not frames.
     *
     * @return decoded anew with each call, so that nothing is kept twice
     */
    public String text() {
        return new String(frame, headerBytes, payloadBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Copies the frame, or as much of it as there is room for.
     *
     * @param from where in the frame to begin, 0 to {@link #sizeBytes()}
     * @param into gets the bytes
     * @return how many they are
     */
    public int copy(int from, ByteBuffer into) {
        int bytes = Math.min(frame.length - from, into.remaining());
        into.put(frame, from, bytes);
        return bytes;
    }
}
