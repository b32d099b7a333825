package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * What has come into an outbox, and what has left it. A part of the outbox and no object of its own: each delivery
 * looks at it, and memory that is far away is most of what a delivery costs. Any thread may ask.
 */
abstract class Balance implements AgeWatch.Passing {

    private static final AtomicLongFieldUpdater<Balance> BYTES_IN =
            AtomicLongFieldUpdater.newUpdater(Balance.class, "bytesIn");
    private static final AtomicLongFieldUpdater<Balance> BYTES_OUT =
            AtomicLongFieldUpdater.newUpdater(Balance.class, "bytesOut");
    private static final AtomicLongFieldUpdater<Balance> SENT_MESSAGES =
            AtomicLongFieldUpdater.newUpdater(Balance.class, "sentMessages");
    private static final AtomicLongFieldUpdater<Balance> SENT_BYTES =
            AtomicLongFieldUpdater.newUpdater(Balance.class, "sentBytes");

    private final int bound;

    /** Of all events that were ever taken in, with their headers. */
    private volatile long bytesIn;

    /** Of all that have left or are forgotten. Written by whoever sends, as all that follows. */
    private volatile long bytesOut;

    private volatile long sentMessages;
    private volatile long sentBytes;

    /** Nothing has come; so many bytes may wait. */
    Balance(int bound) {
        this.bound = bound;
    }

    @Override
    public final long in() {
        return bytesIn;
    }

    @Override
    public final long out() {
        return bytesOut;
    }

    /** Bytes that wait or are under way. */
    final long bytes() {
        return bytesIn - bytesOut;
    }

    /** Whether nothing waits, and nothing is under way. */
    final boolean isEmpty() {
        return bytes() == 0;
    }

    /** Whether half of the bound is taken. */
    final boolean isPressed() {
        return bytes() > bound / 2;
    }

    /** What has left so far. */
    final SentCount sent() {
        return new SentCount(sentMessages, sentBytes);
    }

    /** The size of events together, with their headers. */
    static long sizeBytes(List<EncodedEvent> events) {
        long size = 0;
        for (EncodedEvent event : events) {
            size += event.sizeBytes();
        }
        return size;
    }

    /**
     * Takes in events, at least one; false, and nothing is taken in, where they pass the bound. Where nothing waits,
     * one event alone may have any size.
     */
    final boolean fits(List<EncodedEvent> events) {
        long size = sizeBytes(events);
        // Below 0, what others have added meanwhile has left
        long before = BYTES_IN.getAndAdd(this, size) - bytesOut;
        boolean fits = before + size <= bound || (before <= 0 && events.size() == 1);
        if (!fits) {
            in(-size);
        }
        return fits;
    }

    /** Takes in so many bytes, whatever waits. */
    final void in(long bytes) {
        BYTES_IN.addAndGet(this, bytes);
    }

    /** So many have left, or are forgotten. For whoever sends. */
    final void out(long bytes) {
        BYTES_OUT.lazySet(this, bytesOut + bytes);
    }

    /** Nothing that has come in waits any more. For whoever sends. */
    final void allOut() {
        BYTES_OUT.lazySet(this, bytesIn);
    }

    /** Messages have left whole. For whoever sends. */
    final void count(int messages, long payloadBytes) {
        SENT_MESSAGES.lazySet(this, sentMessages + messages);
        SENT_BYTES.lazySet(this, sentBytes + payloadBytes);
    }
}
