package io.parley.session;

import io.parley.frame.EncodedText;
import io.parley.protocol.EncodedEvent;
import io.parley.time.Timer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one connection: encoded events in order, shared by reference, bounded in bytes and in age.
 *
 * <p>Any thread may offer events, also under a room's lock: none waits for another. Whoever offered calls
 * {@link #flush} afterwards, outside of locks, and the {@link Sender} takes what waits, one thread at a time.
 */
final class Outbox implements Outgoing {

    /** Who is told when the outbox has come to its end. Called once. */
    interface Owner {

        /** The bound was passed: the peer does not read fast enough. What waited is gone. */
        void overflowed();

        /** All that was offered before {@link Outbox#finish} has left. */
        void finished();

        /** An event could not be sent: the connection is broken. What waited is gone. */
        void failed();
    }

    private static final AtomicReferenceFieldUpdater<Outbox, OutboxState> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Outbox.class, OutboxState.class, "state");
    private static final AtomicLongFieldUpdater<Outbox> BYTES_IN =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "bytesIn");
    private static final AtomicLongFieldUpdater<Outbox> BYTES_OUT =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "bytesOut");
    private static final AtomicLongFieldUpdater<Outbox> SENT_MESSAGES =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "sentMessages");
    private static final AtomicLongFieldUpdater<Outbox> SENT_BYTES =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "sentBytes");

    private final Sender sender;
    private final int bound;
    private final Owner owner;
    private final AgeWatch age;
    private final EventQueue queue = new EventQueue();
    private volatile OutboxState state = OutboxState.OPEN;

    /** Of all events that were ever taken in, with their headers. */
    private volatile long bytesIn;

    /** Of all that have left or are forgotten. Written by whoever sends, as all that follows. */
    private volatile long bytesOut;

    private volatile long sentMessages;
    private volatile long sentBytes;

    /** For whoever sends: the event that is under way, and how much of it has left. */
    private @Nullable EncodedEvent begun;

    private int offset;

    Outbox(Sender sender, OutboxLimits limits, Timer timer, Owner owner) {
        this.sender = sender;
        this.bound = limits.bytes();
        this.owner = owner;
        this.age = new AgeWatch(limits.age(), timer, new Passing(), this::tooOld);
    }

    /**
     * Puts an event behind those that wait. After the end, or past the bound, it is gone; one that may be dropped is,
     * once half of the bound is taken.
     */
    void offer(EncodedEvent event) {
        boolean dropped = event.isDroppable() && isPressed();
        if (state == OutboxState.OPEN && !dropped && takeIn(0, event.sizeBytes())) {
            queue.add(event);
        }
    }

    /** Puts events behind those that wait, with nothing between them, and drops none; else as for one. */
    void offer(List<EncodedEvent> events) {
        if (events.size() == 1) {
            offer(events.get(0));
            return;
        }
        if (state != OutboxState.OPEN) {
            return;
        }
        long all = 0;
        for (EncodedEvent event : events) {
            all += event.sizeBytes();
        }
        if (all > 0 && takeIn(all - events.get(0).sizeBytes(), all)) {
            queue.add(events);
        }
    }

    /** Whether half of the bound is taken. */
    boolean isPressed() {
        return bytes() > bound / 2;
    }

    /** Where nothing waits, the first event may have any size; below 0, what others have added meanwhile has left. */
    private boolean takeIn(long behindFirst, long size) {
        long before = BYTES_IN.getAndAdd(this, size) - bytesOut;
        boolean fits = before + size <= bound || (before <= 0 && behindFirst == 0);
        if (!fits) {
            BYTES_IN.addAndGet(this, -size);
            STATE.compareAndSet(this, OutboxState.OPEN, OutboxState.OVERFLOWED);
        }
        return fits;
    }

    /** Takes one last event; {@link Owner#finished} follows when all has left. Needs a {@link #flush}. */
    void finish(EncodedEvent last) {
        if (STATE.compareAndSet(this, OutboxState.OPEN, OutboxState.FINISHING)) {
            BYTES_IN.addAndGet(this, last.sizeBytes());
            queue.addLast(last);
        }
    }

    /** Forgets what waits and takes no more; the owner is not told. */
    void end() {
        state = OutboxState.ENDED;
        age.end();
        sender.ready();
    }

    /** Bytes that wait or are under way. */
    long bytes() {
        return bytesIn - bytesOut;
    }

    /** Whether nothing waits, and nothing is under way. */
    boolean isEmpty() {
        return bytes() == 0;
    }

    /** Whether something waits because the peer takes no more. */
    boolean isStuck() {
        return age.isLooking();
    }

    /** What has left so far. */
    SentCount sent() {
        return new SentCount(sentMessages, sentBytes);
    }

    /** Sees to it that what waits is sent. */
    void flush() {
        if (bytes() > 0) {
            sender.ready();
        }
        tellOwner();
    }

    @Override
    public @Nullable EncodedEvent next() {
        if (begun == null && isWaiting()) {
            begun = queue.removeFirst();
        }
        return begun;
    }

    @Override
    public void left() {
        if (begun != null) {
            written(begun.sizeBytes() - offset, event -> {});
        }
    }

    @Override
    public void fill(ByteBuffer into) {
        fillBegun(into);
        if (isWaiting()) {
            queue.copy(into);
        }
    }

    @Override
    public void fillBegun(ByteBuffer into) {
        if (begun != null) {
            begun.copy(offset, into);
        }
    }

    @Override
    public void written(int bytes, Consumer<? super EncodedText> left) {
        long payload = 0;
        int messages = 0;
        offset += bytes;
        @Nullable EncodedEvent event = begun;
        while (offset > 0) {
            event = event == null ? queue.removeFirst() : event;
            if (offset < event.sizeBytes()) {
                break;
            }
            offset -= event.sizeBytes();
            payload += event.payloadBytes();
            left.accept(event);
            messages++;
            event = null;
        }
        begun = event;
        SENT_MESSAGES.lazySet(this, sentMessages + messages);
        SENT_BYTES.lazySet(this, sentBytes + payload);
        out(bytes);
        if (begun == null && queue.isOver() && STATE.compareAndSet(this, OutboxState.FINISHING, OutboxState.FINISHED)) {
            tellOwner();
        }
    }

    @Override
    public boolean isBegun() {
        return begun != null;
    }

    @Override
    public boolean isWaiting() {
        if (state.isOver()) {
            forget();
        }
        return queue.first() != null;
    }

    @Override
    public void stuck() {
        if (!state.isOver()) {
            age.begin();
        }
    }

    @Override
    public void failed() {
        if (begun != null) {
            out(begun.sizeBytes() - offset);
            begun = null;
        }
        boolean first = STATE.compareAndSet(this, OutboxState.OPEN, OutboxState.FAILED)
                || STATE.compareAndSet(this, OutboxState.FINISHING, OutboxState.FAILED);
        forget();
        if (first) {
            tellOwner();
        }
    }

    private void tooOld() {
        if (STATE.compareAndSet(this, OutboxState.OPEN, OutboxState.OVERFLOWED)) {
            tellOwner();
        }
    }

    /** Nobody else writes there. */
    private void out(int bytes) {
        BYTES_OUT.lazySet(this, bytesOut + bytes);
    }

    /** All that waits, also what came too late, behind the last event; what is under way is not torn. */
    private void forget() {
        while (queue.first() != null) {
            out(queue.removeFirst().sizeBytes());
        }
        if (begun == null && queue.isOver()) {
            BYTES_OUT.lazySet(this, bytesIn);
        }
    }

    /** What has come in, and what has left. */
    private final class Passing implements AgeWatch.Passing {

        @Override
        public long in() {
            return bytesIn;
        }

        @Override
        public long out() {
            return bytesOut;
        }
    }

    /** How the outbox came to its end, given out once. */
    private void tellOwner() {
        OutboxState outcome = state;
        if (outcome.isOver() && outcome != OutboxState.ENDED && STATE.compareAndSet(this, outcome, OutboxState.ENDED)) {
            age.end();
            switch (outcome) {
                case OVERFLOWED -> owner.overflowed();
                case FAILED -> owner.failed();
                default -> owner.finished();
            }
        }
    }
}
