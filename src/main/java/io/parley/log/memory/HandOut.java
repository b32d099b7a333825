package io.parley.log.memory;

import io.parley.log.RoomLog;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What waits to be told to a room's subscribers, in order, and the way it gets there: the thread that finds nobody else
 * handing out does it, until nothing waits. So listeners are called one after the other, outside of every lock, and a
 * listener that causes a further delivery gets it later, not within the call.
 *
 * <p>{@link #add} is called under the lock of the {@link MemoryRoom} that owns this, which makes the order;
 * {@link #run} by any thread without that lock. All fields are guarded by this object.
 */
final class HandOut {

    private final int maxWaiting;
    private final long maxBytes;
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean running;

    HandOut(int maxWaiting, long maxBytes) {
        this.maxWaiting = maxWaiting;
        this.maxBytes = maxBytes;
    }

    /** Whether one of the bounds has been reached. Stays false until the next {@link #add}. */
    synchronized boolean isFull() {
        return waiting.size() >= maxWaiting || waitingBytes >= maxBytes;
    }

    /** Lets a delivery wait for its turn. */
    synchronized void add(Delivery delivery) {
        waiting.add(delivery);
        waitingBytes += delivery.bytes();
    }

    /** Hands out what waits, unless somebody is at it already: then they will hand out that too. */
    void run() {
        if (begin()) {
            for (Optional<Delivery> next = next(); next.isPresent(); next = next()) {
                next.get().hand();
            }
        }
    }

    private synchronized boolean begin() {
        boolean free = !running;
        running = true;
        return free;
    }

    private synchronized Optional<Delivery> next() {
        Optional<Delivery> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(delivery -> waitingBytes -= delivery.bytes());
        running = next.isPresent();
        return next;
    }

    /**
     * One call to some listeners.
     *
     * @param to those who were subscribed when it happened
     * @param bytes the size of what it keeps in memory
     * @param call what they are told
     */
    record Delivery(List<Subscriber> to, int bytes, Consumer<RoomLog.Listener> call) {

        private void hand() {
            to.forEach(subscriber -> subscriber.tell(call));
        }
    }
}
