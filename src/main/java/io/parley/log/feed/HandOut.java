package io.parley.log.feed;

import io.parley.log.Entry;
import io.parley.log.RoomLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /** What is told in one call is waiting no more, though it is still kept: so that is little. */
    private static final int MOST_TOGETHER_BYTES = 64 * 1024;

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
        int left = TURN;
        while (left > 0) {
            List<Delivery> next = next(left);
            if (next.isEmpty()) {
                return false;
            }
            hand(next);
            left -= next.size();
        }
        return end();
    }

    /** The next delivery, and behind an entry those that follow it directly, for the same subscribers. */
    private synchronized List<Delivery> next(int most) {
        List<Delivery> next = new ArrayList<>(1);
        long bytes = 0;
        @Nullable Delivery delivery = waiting.peek();
        while (delivery != null && next.size() < most && (next.isEmpty() || delivery.joins(next.get(0), bytes))) {
            next.add(waiting.remove());
            bytes += delivery.bytes();
            delivery = waiting.peek();
        }
        waitingBytes -= bytes;
        running = !next.isEmpty();
        return next;
    }

    private static void hand(List<Delivery> run) {
        Delivery first = run.get(0);
        Consumer<RoomLog.Listener> call =
                first instanceof Call other ? other.call() : listener -> listener.entries(entries(run));
        first.to().forEach(subscriber -> subscriber.tell(call));
    }

    private static List<Entry> entries(List<Delivery> run) {
        List<Entry> entries = new ArrayList<>(run.size());
        for (Delivery next : run) {
            entries.add(((Handed) next).entry());
        }
        return entries;
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

    /** What some subscribers are told: those who were subscribed when it happened. */
    sealed interface Delivery {

        List<Subscriber> to();

        /** The size of what it keeps in memory. */
        int bytes();

        /** Whether it may be told in one call with another, and what follows that, which has so many bytes together. */
        default boolean joins(Delivery first, long all) {
            return false;
        }
    }

    /** The next entry. */
    record Handed(List<Subscriber> to, int bytes, Entry entry) implements Delivery {

        @Override
        public boolean joins(Delivery first, long all) {
            return first instanceof Handed && first.to().equals(to) && all + bytes <= MOST_TOGETHER_BYTES;
        }
    }

    /** Anything else. */
    record Call(List<Subscriber> to, Consumer<RoomLog.Listener> call) implements Delivery {

        @Override
        public int bytes() {
            return 0;
        }
    }
}
