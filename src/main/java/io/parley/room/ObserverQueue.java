package io.parley.room;

import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens in rooms off the threads that fan out: hands it to observers that may block, each room's one at a
 * time and in order, with a bound on all that waits.
 *
 * <p>May be used by any thread. A lane is touched only within the map's atomic operations, and is there as long as
 * somebody works it off.
 */
public final class ObserverQueue implements RoomListener {

    private static final System.Logger LOG = System.getLogger("io.parley.room");

    /** After this many a lane gives its thread to others. */
    private static final int TURN = 64;

    private static final class Lane {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(1);
    }

    private final Map<RoomName, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final int maxWaiting;
    private final Executor executor;
    private final RoomListener observers;
    private volatile boolean stopped;

    /**
     * An empty queue.
     *
     * @param maxWaiting how many notifications may wait, in all
     * @param executor where observers run
     * @param observers may block and may throw, which is logged
     */
    public ObserverQueue(int maxWaiting, Executor executor, RoomListener observers) {
        this.maxWaiting = maxWaiting;
        this.executor = executor;
        this.observers = observers;
    }

    @Override
    public void joined(Joined event) {
        add(event.room(), () -> observers.joined(event));
    }

    @Override
    public void left(Left event) {
        add(event.room(), () -> observers.left(event));
    }

    @Override
    public void posted(Posted event) {
        add(event.room(), () -> observers.posted(event));
    }

    /** Forgets what waits, and takes no more: the application is going. */
    public void stop() {
        stopped = true;
        lanes.clear();
    }

    /**
     * Notifications that were lost, because too many waited.
     *
     * @return since the start
     */
    public long lost() {
        return lost.get();
    }

    private void add(RoomName room, Runnable notification) {
        if (stopped) {
            return;
        }
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            lose();
            return;
        }
        boolean[] idle = new boolean[1];
        lanes.compute(room, (name, lane) -> {
            idle[0] = lane == null;
            Lane open = lane == null ? new Lane() : lane;
            open.waiting.add(notification);
            return open;
        });
        if (idle[0]) {
            start(room);
        }
    }

    /** Logs the first loss, and again each time their number has doubled. */
    private void lose() {
        long count = lost.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "observers of rooms fall behind: {0} notifications lost so far, {1} wait",
                    count,
                    maxWaiting);
        }
    }

    private void start(RoomName room) {
        try {
            executor.execute(() -> run(room));
        } catch (RejectedExecutionException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the executor takes no more", e);
            drop(room);
        }
    }

    private void drop(RoomName room) {
        lanes.computeIfPresent(room, (name, lane) -> {
            waiting.addAndGet(-lane.waiting.size());
            lost.addAndGet(lane.waiting.size());
            return null;
        });
    }

    private void run(RoomName room) {
        for (int i = 0; i < TURN; i++) {
            @Nullable Runnable notification = next(room);
            if (notification == null) {
                return;
            }
            waiting.decrementAndGet();
            notify(notification);
        }
        start(room);
    }

    /** The room's next notification; with none, the lane is gone, and the next one opens another. */
    private @Nullable Runnable next(RoomName room) {
        @Nullable Runnable[] next = new Runnable[1];
        lanes.computeIfPresent(room, (name, lane) -> {
            next[0] = lane.waiting.poll();
            return next[0] == null ? null : lane;
        });
        return next[0];
    }

    /** Whatever an observer throws: the room's lane goes on, since nobody else would. */
    private static void notify(Runnable notification) {
        try {
            notification.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "an observer of a room failed", e);
        }
    }
}
