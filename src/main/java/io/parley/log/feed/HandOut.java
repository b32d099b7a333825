package io.parley.log.feed;

import io.parley.log.RoomLog;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What waits to be told to a room's subscribers, in order, and the way it gets there: the thread that finds nobody else
 * handing out does it, for one turn; what waits then is left to the executor, or to whoever comes first. So listeners
 * are called one after the other, outside of every lock, and a listener that causes a further delivery gets it later,
 * not within the call.
 *
 * <p>{@link #add} is called under the lock of the room that owns the {@link Feed}, which makes the order; {@link #run}
 * by any thread without that lock. All fields are guarded by this object.
 */
final class HandOut {

    /** After so many deliveries a thread gives up its place: whoever appends must not work for the others for ever. */
    static final int TURN = 64;

    private static final System.Logger LOG = System.getLogger(HandOut.class.getName());

    private final int maxWaiting;
    private final long maxBytes;
    private final Executor executor;
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean running;

    /**
     * Nothing waits yet.
     *
     * @param maxWaiting it is full when so many deliveries wait
     * @param maxBytes it is full when they keep so much in memory
     * @param executor goes on when a thread's turn is over; runs tasks later or elsewhere, not within the call
     */
    HandOut(int maxWaiting, long maxBytes, Executor executor) {
        this.maxWaiting = maxWaiting;
        this.maxBytes = maxBytes;
        this.executor = executor;
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

    /** Hands out what waits, for one turn, unless somebody is at it already: then they will see to that too. */
    void run() {
        boolean mine = begin();
        while (mine) {
            mine = turn() && !passOn() && begin();
        }
    }

    private synchronized boolean begin() {
        boolean free = !running && !waiting.isEmpty();
        running |= free;
        return free;
    }

    /** Whether something still waits at its end. From then on anybody may begin. */
    private boolean turn() {
        for (int i = 0; i < TURN; i++) {
            Optional<Delivery> next = next();
            if (next.isEmpty()) {
                return false;
            }
            next.get().hand();
        }
        return end();
    }

    private synchronized Optional<Delivery> next() {
        Optional<Delivery> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(delivery -> waitingBytes -= delivery.bytes());
        running = next.isPresent();
        return next;
    }

    private synchronized boolean end() {
        running = false;
        return !waiting.isEmpty();
    }

    /** Whether the executor goes on. Where it takes nothing the caller has to, or what waits would wait for ever. */
    private boolean passOn() {
        try {
            executor.execute(this::run);
            return true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the executor takes no more", e);
            return false;
        }
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
