package io.parley.session;

import io.parley.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures once a second how much the server has to do, and sees to it that it does not fall over: when it is busy,
 * nobody new is admitted; when it is overloaded, those connections go that cost the most, a hundredth of them with each
 * look. May be used by any thread.
 */
public final class LoadWatch {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int FULL_PERCENT = 100;

    private final IntSupplier heapPercent;
    private final ConnectionRegistry registry;
    private final Shedding shedding;
    private final ConnectionContext.Time time;
    private final LoadGauge heap;
    private final LoadGauge outboxes;
    private final LoadGauge delay;

    private volatile Load load = Load.NONE;

    // These are guarded by this
    private Instant due = Instant.MAX;
    private Duration lastDelay = Duration.ZERO;
    private long lastWaiting;
    private Timer.@Nullable Scheduled next;

    /**
     * Looks at nothing yet.
     *
     * @param marks where it becomes too much
     * @param heapPercent how much of the heap is taken
     * @param registry the connections
     * @param shedding what is done about it
     * @param time clocks and deadlines
     */
    public LoadWatch(
            LoadMarks marks,
            IntSupplier heapPercent,
            ConnectionRegistry registry,
            Shedding shedding,
            ConnectionContext.Time time) {
        this.heapPercent = heapPercent;
        this.registry = registry;
        this.shedding = shedding;
        this.time = time;
        this.heap = new LoadGauge(marks.heapPercent(), (FULL_PERCENT + marks.heapPercent()) / 2);
        this.outboxes = new LoadGauge(marks.outboxBytes(), 2 * marks.outboxBytes());
        this.delay = new LoadGauge(marks.delay().toMillis(), Long.MAX_VALUE);
    }

    /** Begins to look. */
    public synchronized void start() {
        due = time.steady().instant().plus(INTERVAL);
        next = time.timer().after(INTERVAL, this::look);
    }

    /** Ends; the doors stay as they are. */
    public synchronized void stop() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /**
     * How much there is to do.
     *
     * @return as of the last look
     */
    public Load load() {
        return load;
    }

    private synchronized void look() {
        if (next == null) {
            return;
        }
        try {
            Load before = load;
            load = measure();
            tell(before.level(), load);
            shedding.refuse(load.level() != Load.Level.CALM);
            if (load.level() == Load.Level.OVERLOADED) {
                shedding.shed();
            }
        } finally {
            start();
        }
    }

    /**
     * What shows once says nothing: a standstill of the whole server is over then, and a message to many on its way.
     */
    private Load measure() {
        Duration late = Duration.between(due, time.steady().instant());
        Duration lasting = late.compareTo(lastDelay) < 0 ? late : lastDelay;
        lastDelay = late;
        long now = waitingBytes();
        long waiting = Math.min(now, lastWaiting);
        lastWaiting = now;
        int percent = heapPercent.getAsInt();
        Load.Level level = most(heap.measure(percent), outboxes.measure(waiting), delay.measure(lasting.toMillis()));
        return new Load(level, percent, waiting, lasting);
    }

    /** In the outboxes, and in the outlets on the way there. */
    private long waitingBytes() {
        Set<Outlet> outlets = new HashSet<>();
        long sum = 0;
        for (LiveConnection connection : registry.all()) {
            sum += connection.waitingBytes();
            @Nullable Outlet outlet = connection.outbox().outlet();
            if (outlet != null && outlets.add(outlet)) {
                sum += outlet.waitingBytes();
            }
        }
        return sum;
    }

    private static Load.Level most(Load.Level... levels) {
        Load.Level most = Load.Level.CALM;
        for (Load.Level level : levels) {
            most = level.compareTo(most) > 0 ? level : most;
        }
        return most;
    }

    private static void tell(Load.Level before, Load now) {
        if (now.level() != before) {
            LOG.log(
                    now.level() == Load.Level.CALM ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                    "The server is {0}: heap {1} %, {2} bytes wait in outboxes, {3} ms late",
                    now.level().name().toLowerCase(Locale.ROOT),
                    now.heapPercent(),
                    now.outboxBytes(),
                    now.delay().toMillis());
        }
    }
}
