package io.parley.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Many deadlines on one task of another timer: a hashed wheel of {@value #SLOTS} slots. It turns when a slot that holds
 * something is due, not with each tick, and rests where nothing waits. Setting and cancelling a deadline takes the same
 * short time however many wait. A task runs up to two ticks after its time, on a thread of the timer below, behind
 * others of the same tick: it must be short.
 *
 * <p>May be used by any thread. A slot's list is guarded by the slot; {@code passed} changes only under the lock of the
 * slot that is being emptied, and within that of {@code turning}, which also guards {@code plans}, {@code planned} and
 * all changes of {@code wakeAt} and {@code lostAt}.
 */
public final class TimerWheel implements Timer {

    private static final System.Logger LOG = System.getLogger("io.parley.time");

    private static final int SLOTS = 2048;

    /** A delay is cut to this, so that its nanoseconds can be counted. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** No slot holds anything. */
    private static final long NEVER = Long.MAX_VALUE;

    /** A task that the timer below has not run by then is lost: a server that is suspended forgets what falls due. */
    private static final Duration LOST = Duration.ofSeconds(1);

    private final Timer timer;
    private final InstantSource clock;
    private final Duration tick;
    private final Instant start;
    private final Slot[] slots = new Slot[SLOTS];
    private final AtomicLong waiting = new AtomicLong();
    private final Object turning = new Object();
    private volatile long wakeAt = NEVER;
    private volatile Instant lostAt = Instant.MAX;
    private volatile long passed;
    private long plans;
    private @Nullable Scheduled planned;

    /**
     * A wheel at rest.
     *
     * @param timer turns it
     * @param clock a time that goes on evenly
     * @param tick how finely it tells time
     */
    public TimerWheel(Timer timer, InstantSource clock, Duration tick) {
        this.timer = timer;
        this.clock = clock;
        this.tick = tick;
        this.start = clock.instant();
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        Instant now = clock.instant();
        Instant at = now.plus(delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
        long due = Math.max(ticks(at.plus(tick).minusNanos(1)), passed + 1);
        Entry entry = new Entry(slot(due), due, task);
        while (!put(entry)) {
            due = passed + 1;
            entry = new Entry(slot(due), due, task);
        }
        wakeFor(due, now);
        return entry;
    }

    /**
     * Deadlines that wait.
     *
     * @return 0 or more
     */
    public long waiting() {
        return waiting.get();
    }

    /** Ticks from the start to a time, the one that has begun not counted. */
    private long ticks(Instant time) {
        return Duration.between(start, time).toNanos() / tick.toNanos();
    }

    private Slot slot(long at) {
        return slots[(int) (at % SLOTS)];
    }

    /** False where the wheel has passed that slot meanwhile. */
    private boolean put(Entry entry) {
        synchronized (entry.slot) {
            if (entry.due <= passed) {
                return false;
            }
            entry.slot.add(entry);
            waiting.incrementAndGet();
            return true;
        }
    }

    /** Has the wheel turn in time for a tick; also where the timer below has lost the task that it was given. */
    private void wakeFor(long due, Instant now) {
        if (isPlanned(due, now)) {
            return;
        }
        synchronized (turning) {
            if (!isPlanned(due, now)) {
                plan(Math.min(due, wakeAt), now);
            }
        }
    }

    private boolean isPlanned(long due, Instant now) {
        return wakeAt <= due && now.isBefore(lostAt);
    }

    /** A plan takes the place of the one before, which does nothing any more should it run all the same. */
    private void plan(long at, Instant now) {
        if (planned != null) {
            planned.cancel();
        }
        plans++;
        long plan = plans;
        Instant time = start.plus(tick.multipliedBy(at));
        wakeAt = at;
        lostAt = (time.isAfter(now) ? time : now).plus(LOST);
        planned = timer.after(Duration.between(now, time), () -> wake(plan));
    }

    /** Takes what is due, has the wheel go on, and only then runs it: a slow task holds up those of its own tick. */
    private void wake(long plan) {
        List<Runnable> due = new ArrayList<>();
        Instant time = clock.instant();
        synchronized (turning) {
            if (plan != plans) {
                return;
            }
            // Whoever puts something into a slot that was looked at already sees this, and waits for the next plan
            wakeAt = NEVER;
            long now = ticks(time);
            // After a standstill of more than a whole turn each slot is looked at once
            for (long at = Math.max(passed + 1, now - SLOTS + 1); at <= now; at++) {
                takeDue(slot(at), at, now, due);
            }
            planned = null;
            long next = nextHeld(now);
            if (next != NEVER) {
                plan(next, time);
            }
        }
        due.forEach(TimerWheel::run);
    }

    /** The next tick whose slot holds something, be it for a later turn. */
    private long nextHeld(long now) {
        for (long at = now + 1; at <= now + SLOTS && waiting.get() > 0; at++) {
            if (slot(at).isHeld()) {
                return at;
            }
        }
        return NEVER;
    }

    private void takeDue(Slot slot, long at, long now, List<Runnable> due) {
        synchronized (slot) {
            passed = at;
            int before = due.size();
            slot.takeDue(now, due);
            waiting.addAndGet(before - due.size());
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a timed task failed", e);
        }
    }

    /** The deadlines whose ticks differ by whole turns. Guarded by itself. */
    private static final class Slot {

        private @Nullable Entry first;

        private void add(Entry entry) {
            entry.next = first;
            if (first != null) {
                first.previous = entry;
            }
            first = entry;
            entry.isHere = true;
        }

        private synchronized boolean isHeld() {
            return first != null;
        }

        /** False where it is not here any more. */
        private boolean remove(Entry entry) {
            if (!entry.isHere) {
                return false;
            }
            if (entry.previous == null) {
                first = entry.next;
            } else {
                entry.previous.next = entry.next;
            }
            if (entry.next != null) {
                entry.next.previous = entry.previous;
            }
            entry.isHere = false;
            entry.previous = null;
            entry.next = null;
            return true;
        }

        private void takeDue(long now, List<Runnable> due) {
            @Nullable Entry entry = first;
            while (entry != null) {
                @Nullable Entry following = entry.next;
                if (entry.due <= now) {
                    remove(entry);
                    due.add(entry.task);
                }
                entry = following;
            }
        }
    }

    /** One deadline. Its links are guarded by its slot. */
    private final class Entry implements Scheduled {

        private final Slot slot;
        private final long due;
        private final Runnable task;
        private boolean isHere;
        private @Nullable Entry previous;
        private @Nullable Entry next;

        Entry(Slot slot, long due, Runnable task) {
            this.slot = slot;
            this.due = due;
            this.task = task;
        }

        @Override
        public void cancel() {
            synchronized (slot) {
                if (slot.remove(this)) {
                    waiting.decrementAndGet();
                }
            }
        }
    }
}
