package io.parley.session;

import io.parley.frame.EncodedText;
import io.parley.protocol.EncodedEvent;
import io.parley.time.Timer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one connection: encoded events in order, shared by reference, bounded in bytes and in age.
 *
 * <p>Any thread may offer events, also under a room's lock: none waits for another. Whoever offered calls
 * {@link #flush} afterwards, outside of locks, and the {@link Sender} takes what waits, one thread at a time.
 */
final class Outbox extends Balance implements Outgoing {

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
    private final Sender sender;
    private final Owner owner;
    private final AgeWatch age;
    private final EventQueue queue = new EventQueue();
    private final Inlet inlet;
    private volatile OutboxState state = OutboxState.OPEN;

    /** For whoever sends: the event that is under way, and how much of it has left. */
    private @Nullable EncodedEvent begun;

    private int offset;

    Outbox(Sender sender, OutboxLimits limits, Timer timer, Owner owner) {
        super(limits.bytes());
        this.sender = sender;
        this.inlet = new Inlet(queue, sender);
        this.owner = owner;
        this.age = new AgeWatch(limits.age(), timer, this);
    }

    /**
     * Puts an event behind those that wait. After the end, or past the bound, it is gone; one that may be dropped is,
     * once half of the bound is taken. Whether it was taken in.
     */
    boolean offer(EncodedEvent event) {
        return (!event.isDroppable() || !isPressed()) && add(List.of(event));
    }

    /** Puts events behind those that wait, with nothing between them, and drops none; else as for one. */
    void offer(List<EncodedEvent> events) {
        if (events.size() == 1) {
            offer(events.get(0));
        } else if (!events.isEmpty()) {
            add(events);
        }
    }

    private boolean add(List<EncodedEvent> events) {
        boolean taken = state == OutboxState.OPEN && takeIn(events);
        if (taken) {
            inlet.add(events);
        }
        return taken;
    }

    /** Takes one last event; {@link Owner#finished} follows when all has left. Needs a {@link #flush}. */
    void finish(EncodedEvent last) {
        if (STATE.compareAndSet(this, OutboxState.OPEN, OutboxState.FINISHING)) {
            in(last.sizeBytes());
            inlet.addLast(last);
        }
    }

    /** The bound was passed. {@link #flush} has to follow. */
    void overflow() {
        STATE.compareAndSet(this, OutboxState.OPEN, OutboxState.OVERFLOWED);
    }

    private boolean takeIn(List<EncodedEvent> events) {
        boolean fits = fits(events);
        if (!fits) {
            overflow();
        }
        return fits;
    }

    /** The outlet of the thread that sends; null where any thread does. */
    @Nullable
    Outlet outlet() {
        return inlet.outlet();
    }

    /** Whether nothing waits or is under way, so that {@link #deliver} may write at once. For whoever calls that. */
    boolean isFree() {
        return isEmpty() && sender.isFree();
    }

    /**
     * What was offered to many, this one among them: written at once where nothing waits, and else behind that, but not
     * behind the last event. What has left in part has to leave whole, and what was offered before a {@link #finish},
     * whatever the bound; else what may be dropped is, as where it is offered to one alone. For whoever takes the
     * outlet's steps; all that may call others is left to its thread.
     *
     * @param free what {@link #isFree} has said in this step
     */
    void deliver(Batch batch, boolean free) {
        OutboxState now = state;
        if (now.isOver() || (now == OutboxState.FINISHING && queue.hasLast())) {
            return;
        }
        int written = free && isEmpty() && batch.isWhole() ? sender.write(batch) : 0;
        if (written == batch.bytes()) {
            count(batch.events().size(), batch.payloadBytes());
        } else if (written > 0) {
            in(batch.bytes());
            queue.add(batch.events());
            written(written, told -> {});
            sender.ready();
        } else {
            takeIn(batch, now);
        }
    }

    private void takeIn(Batch batch, OutboxState now) {
        if (now == OutboxState.FINISHING) {
            in(batch.bytes());
            queue.add(batch.events());
        } else {
            List<EncodedEvent> events = isPressed() ? batch.undroppable() : batch.events();
            if (!events.isEmpty() && takeIn(events)) {
                queue.add(events);
            }
        }
        sender.ready();
        if (state.isOver()) {
            inlet.whenTaken(this::tellOwner);
        }
    }

    /** Forgets what waits and takes no more; the owner is not told. */
    void end() {
        state = OutboxState.ENDED;
        age.end();
        sender.ready();
    }

    /** Whether something waits because the peer takes no more. */
    boolean isStuck() {
        return age.isLooking();
    }

    /** Sees to it that what waits is sent. */
    void flush() {
        if (!isEmpty()) {
            inlet.flush();
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
    public void fillWhole(ByteBuffer into) {
        if (begun == null && isWaiting()) {
            queue.copyWhole(into);
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
        count(messages, payload);
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

    @Override
    public void tooOld() {
        if (STATE.compareAndSet(this, OutboxState.OPEN, OutboxState.OVERFLOWED)) {
            tellOwner();
        }
    }

    /** All that waits, also what came too late, behind the last event; what is under way is not torn. */
    private void forget() {
        while (queue.first() != null) {
            out(queue.removeFirst().sizeBytes());
        }
        if (begun == null && queue.isOver()) {
            allOut();
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
