package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames that many connections get together: copied to one place once, and written to each of them from there. For one
 * thread, which uses the same one again and again.
 */
public final class Batch {

    private final ByteBuffer frames;
    private final List<EncodedEvent> events = new ArrayList<>();
    private int bytes;
    private int payloadBytes;

    /** Some of them may be dropped. */
    private boolean droppable;

    /** An empty one, with a place for the frames. */
    Batch(ByteBuffer frames) {
        this.frames = frames;
    }

    /** Takes all out. */
    void clear() {
        events.clear();
        frames.clear();
        bytes = 0;
        payloadBytes = 0;
        droppable = false;
    }

    /** Puts an event behind the others; as much of it as there is room for. */
    void add(EncodedEvent event) {
        events.add(event);
        frames.limit(frames.capacity()).position(Math.min(bytes, frames.capacity()));
        event.copy(0, frames);
        frames.flip();
        bytes += event.sizeBytes();
        payloadBytes += event.payloadBytes();
        droppable |= event.isDroppable();
    }

    /** Whether all frames are there, and not only as much as there is room for. */
    boolean isWhole() {
        return bytes == frames.limit();
    }

    /**
     * The frames.
     *
     * @return from the first byte to the last; the position is the caller's to move
     */
    public ByteBuffer frames() {
        return frames.rewind();
    }

    /**
     * What is in the frames.
     *
     * @return in order; not to be kept
     */
    public List<EncodedEvent> events() {
        return events;
    }

    /** Those of them that are not dropped where a connection is under pressure. */
    List<EncodedEvent> undroppable() {
        return droppable ? events.stream().filter(event -> !event.isDroppable()).toList() : events;
    }

    /** The size of the frames, with their headers. */
    int bytes() {
        return bytes;
    }

    /** The size of what is in the frames. */
    int payloadBytes() {
        return payloadBytes;
    }
}
