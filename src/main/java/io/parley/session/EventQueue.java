package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order in which they were added: by any number of threads at once, without a lock and without waiting;
 * looked at and removed by one thread at a time. The newest node is swapped in, and then linked from the one before it
 * (D. Vyukov's queue for many producers and one consumer): a node for each event, and one when there is none.
 *
 * <p>What is just being added is not there yet; whoever adds it says so afterwards.
 */
final class EventQueue {

    /**
     * Cut off behind each removal: a dead node that has grown old would keep all behind it alive until it is collected.
     */
    private static final AtomicReferenceFieldUpdater<Node, @Nullable Node> NEXT =
            AtomicReferenceFieldUpdater.newUpdater(Node.class, Node.class, "next");

    private static final AtomicReferenceFieldUpdater<EventQueue, Node> NEWEST =
            AtomicReferenceFieldUpdater.newUpdater(EventQueue.class, Node.class, "newest");

    private static final class Node {

        private @Nullable EncodedEvent event;
        private final boolean last;

        /**
         * Volatile, so that whoever adds an event and then finds the other side at work can be sure that it sees it.
         */
        private volatile @Nullable Node next;

        private Node(@Nullable EncodedEvent event, boolean last) {
            this.event = event;
            this.last = last;
        }

        /** Nothing is behind the last one, though it may have been added. */
        private @Nullable Node next() {
            return last ? null : next;
        }
    }

    private volatile Node newest;

    /** Its event was removed, or it had none; the first event is in the next one. */
    private Node removed;

    EventQueue() {
        removed = new Node(null, false);
        newest = removed;
    }

    /** Adds an event. Any thread. */
    void add(EncodedEvent event) {
        Node node = new Node(event, false);
        NEWEST.getAndSet(this, node).next = node;
    }

    /** Adds events, at least one, with nothing between them. Any thread. */
    void add(List<EncodedEvent> events) {
        Node first = new Node(events.get(0), false);
        Node end = first;
        for (int i = 1; i < events.size(); i++) {
            Node node = new Node(events.get(i), false);
            end.next = node;
            end = node;
        }
        NEWEST.getAndSet(this, end).next = first;
    }

    /** Adds an event, behind which there never is another, whoever adds it. Any thread; to be called once. */
    void addLast(EncodedEvent event) {
        Node node = new Node(event, true);
        NEWEST.getAndSet(this, node).next = node;
    }

    /** Whether the last one of all was added. */
    boolean hasLast() {
        return newest.last;
    }

    /** The first event; null if there is none. */
    @Nullable
    EncodedEvent first() {
        @Nullable Node node = removed.next();
        return node == null ? null : node.event;
    }

    /** Removes the first event, which is there. */
    EncodedEvent removeFirst() {
        Node before = removed;
        removed = Objects.requireNonNull(before.next(), "there is no event");
        NEXT.lazySet(before, null);
        EncodedEvent event = Objects.requireNonNull(removed.event, "there is no event");
        removed.event = null;
        return event;
    }

    /** Whether the last one of all was removed. */
    boolean isOver() {
        return removed.last;
    }

    /** Copies the frames of events, as many as there is room for. */
    void copy(ByteBuffer into) {
        @Nullable Node node = removed.next();
        while (node != null && node.event != null && into.hasRemaining()) {
            node.event.copy(0, into);
            node = node.next();
        }
    }

    /** Copies the frames of events, as many as there is room for as a whole. */
    void copyWhole(ByteBuffer into) {
        @Nullable Node node = removed.next();
        while (node != null && node.event != null && node.event.sizeBytes() <= into.remaining()) {
            node.event.copy(0, into);
            node = node.next();
        }
    }
}
