package io.parley.observer;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes notifications off the threads that tell them, and hands them to observers that may block and may throw: those
 * of one key one at a time and in order, in turns, on an executor. May be used by any thread, also under a lock:
 * nothing blocks, and nobody is called.
 *
 * <p>A life of a key goes from {@link #begin} to {@link #end}; the next one of the same key may begin while the last
 * one's notifications still wait. Once a backlog is full, what is told is lost. A life whose beginning is lost is not
 * told at all; one whose beginning was taken is told of its end, whatever waits. So there wait at most as many
 * notifications as the backlog takes, and for each life that was told of and is not over two more: one of
 * {@link #tellSurely}, which callers use once in a life, and its end. {@link #always} comes on top.
 *
 * <p>What the executor refuses waits on and is tried again with whatever is told next.
 *
 * @param <K> what has a lane of its own
 */
public final class Lanes<K> {

    private static final System.Logger LOG = System.getLogger("io.parley.observer");

    /** After this many a lane gives its thread to others. */
    private static final int TURN = 64;

    /** Touched only within the map's atomic operations; there as long as somebody works it off or a life lasts. */
    private static final class Lane {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(1);
        private boolean living;
        private boolean running;
    }

    private final Map<K, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<K> refused = ConcurrentHashMap.newKeySet();
    private final Backlog backlog;
    private final Executor executor;
    private volatile boolean stopped;

    /**
     * No lanes yet.
     *
     * @param backlog bounds what waits, also in other lanes
     * @param executor where observers run
     */
    public Lanes(Backlog backlog, Executor executor) {
        this.backlog = backlog;
        this.executor = executor;
    }

    /**
     * A life begins, where there is place.
     *
     * @param key whose
     * @param notification of its beginning
     * @return false where that is lost, and with it all that {@link #tellSurely} and {@link #end} tell of this life
     */
    public boolean begin(K key, Runnable notification) {
        return backlog.takeForLife()
                && change(key, lane -> {
                    lane.living = true;
                    return lane.waiting.add(notification);
                });
    }

    /**
     * Tells something, where there is place, in a life or not.
     *
     * @param key whose
     * @param notification of it
     */
    public void tell(K key, Runnable notification) {
        change(key, lane -> backlog.take(lane.waiting.size()) && lane.waiting.add(notification));
    }

    /**
     * Tells something of a life that was told of, whatever waits.
     *
     * @param key whose
     * @param notification of it
     */
    public void tellSurely(K key, Runnable notification) {
        within(key, true, notification);
    }

    /**
     * A life ends: that is told, if its beginning was, whatever waits.
     *
     * @param key whose
     * @param notification of its end
     * @return false where it is lost with its life
     */
    public boolean end(K key, Runnable notification) {
        return within(key, false, notification);
    }

    private boolean within(K key, boolean goesOn, Runnable notification) {
        boolean told = change(key, lane -> {
            if (!lane.living) {
                return false;
            }
            lane.living = goesOn;
            backlog.takeAnyway();
            return lane.waiting.add(notification);
        });
        if (!told) {
            backlog.lose();
        }
        return told;
    }

    /**
     * Runs something behind all that waits for a key, in a life or not, whatever waits. The caller bounds how often.
     *
     * @param key whose
     * @param task of the same kind as a notification
     */
    public void always(K key, Runnable task) {
        backlog.takeAnyway();
        change(key, lane -> lane.waiting.add(task));
    }

    /** Forgets what waits, and takes no more: the application is going. */
    public void stop() {
        stopped = true;
        lanes.clear();
    }

    /** Changes a lane, which begins to be worked off, or is removed, where it has to be. */
    private boolean change(K key, Predicate<Lane> change) {
        if (stopped) {
            return false;
        }
        boolean[] changed = new boolean[1];
        boolean[] starts = new boolean[1];
        lanes.compute(key, (same, known) -> {
            Lane lane = known == null ? new Lane() : known;
            changed[0] = change.test(lane);
            starts[0] = starts(lane);
            return lane.running || lane.living ? lane : null;
        });
        if (starts[0]) {
            start(key);
        }
        startRefused(key);
        return changed[0];
    }

    private static boolean starts(Lane lane) {
        boolean starts = !lane.running && !lane.waiting.isEmpty();
        lane.running |= starts;
        return starts;
    }

    private void start(K key) {
        refused.remove(key);
        try {
            executor.execute(() -> run(key));
        } catch (RejectedExecutionException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the executor takes no more", e);
            lanes.computeIfPresent(key, (same, lane) -> {
                lane.running = false;
                return lane;
            });
            refused.add(key);
        }
    }

    /** One of the lanes that the executor has refused, other than the given one, which was just tried. */
    private void startRefused(K tried) {
        Iterator<K> all = refused.iterator();
        if (!all.hasNext()) {
            return;
        }
        K key = all.next();
        if (!key.equals(tried) && refused.remove(key)) {
            boolean[] starts = new boolean[1];
            lanes.computeIfPresent(key, (same, lane) -> {
                starts[0] = starts(lane);
                return lane;
            });
            if (starts[0]) {
                start(key);
            }
        }
    }

    private void run(K key) {
        for (int i = 0; i < TURN; i++) {
            @Nullable Runnable notification = next(key);
            if (notification == null) {
                startRefused(key);
                return;
            }
            backlog.give();
            notify(notification);
        }
        start(key);
    }

    /** The key's next notification; with none, nobody runs the lane any more, and it is gone between lives. */
    private @Nullable Runnable next(K key) {
        @Nullable Runnable[] next = new Runnable[1];
        lanes.computeIfPresent(key, (same, lane) -> {
            next[0] = lane.waiting.poll();
            lane.running = next[0] != null;
            return lane.running || lane.living ? lane : null;
        });
        return next[0];
    }

    /** Whatever an observer throws: the lane goes on, since nobody else would. */
    private static void notify(Runnable notification) {
        try {
            notification.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "an observer failed", e);
        }
    }

    /** How many keys have a lane: those that live, and those that are not worked off. */
    int size() {
        return lanes.size();
    }
}
