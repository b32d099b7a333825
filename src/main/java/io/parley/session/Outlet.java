package io.parley.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to all connections that one thread writes to, which may be another one each time: what is offered to any of
 * them is a step, and the thread takes the steps in the order in which they came. So an event for a whole room is one
 * step, however many are in it. It keeps its place among the room's other events, and among all that is offered to one
 * member alone; events of another room may pass it.
 *
 * <p>Any thread adds steps, also under a lock, and without waiting; the thread is woken once for all that come until it
 * gets to them. What is in the outlet is bounded by those who add it: by the outbox of a connection, and by the
 * {@link FanOut} of a room.
 *
 * <p>To wake a thread that sleeps costs as much as some writes. Where there are no more than that to be made, whoever
 * would have to wake it makes them itself.
 */
public final class Outlet {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    /** As much as is handed to a socket at once. */
    static final int CHUNK_BYTES = 64 * 1024;

    /** After so many steps what they have brought is sent. */
    private static final int TURN = 4096;

    /** As many writes as are made for a thread that sleeps; to wake it costs about as much as eight of them. */
    private static final int FEW_WRITES = 8;

    private final OutletThread thread;
    private final Lock guard = new ReentrantLock();
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

    /** Somebody takes the steps, or will; only who has set it may. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private final AtomicLong waitingBytes = new AtomicLong();

    /** For whoever has set that it is woken. */
    private boolean lent;

    /** For whoever takes the steps, as all that follows. */
    private final Rounds rounds;

    /** Connections that send what waits for them, at the end of the turn. */
    private final Queue<Runnable> senders = new ArrayDeque<>();

    private final ByteBuffer chunk;

    /** What the outlet's thread does next. */
    @FunctionalInterface
    interface Step {

        /** Takes it. Once. */
        void take();

        /** It is not taken: the server has stopped. */
        default void forget() {}

        /** How many writes it takes, where anybody may make them; else only the outlet's thread may take it. */
        default int writes() {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * An empty one.
     *
     * @param thread writes
     */
    public Outlet(OutletThread thread) {
        this.thread = thread;
        this.rounds = new Rounds(thread);
        this.chunk = thread.memory(CHUNK_BYTES);
    }

    /**
     * What guards the connections against others that write for the outlet's thread. Held for a short time, and by
     * nobody who waits or calls into a container meanwhile, but for the thread itself.
     *
     * @return to be held by the outlet's thread for what it does to a connection that is no step
     */
    public Lock guard() {
        return guard;
    }

    /** Adds a step; {@link #wake} has to follow, under no lock. */
    void add(Step step) {
        steps.add(step);
    }

    /** Adds a step that is taken when all that was offered to rooms before is with their members. */
    void addInOrder(Runnable step) {
        add(() -> {
            rounds.castAll();
            step.run();
        });
    }

    /**
     * A connection has something to send, behind all that was offered before. May be called on any thread, but under no
     * lock.
     *
     * @param sender sends it, on the outlet's thread
     */
    public void ready(Runnable sender) {
        add(() -> senders.add(sender));
        // Its step needs the thread anyway
        wake(0);
    }

    /** Sees to it that the steps are taken. Under no lock. */
    void wake() {
        wake(FEW_WRITES);
    }

    /**
     * The same; so many writes at most are made for a thread that sleeps.
     *
     * @return how many were
     */
    int wake(int most) {
        if (woken.get() || !woken.compareAndSet(false, true)) {
            return 0;
        }
        int written = 0;
        boolean done = false;
        try {
            written = writeFew(Math.min(most, FEW_WRITES));
            done = steps.isEmpty() && rounds.areDone();
        } finally {
            if (done) {
                sleep(thread::execute);
            } else {
                runTurn(thread::execute);
            }
        }
        return written;
    }

    private void runTurn(Consumer<Runnable> when) {
        try {
            when.accept(this::turn);
        } catch (RejectedExecutionException e) {
            // The server stops, and has closed the connections
            for (@Nullable Step step = steps.poll(); step != null; step = steps.poll()) {
                step.forget();
            }
            rounds.forget();
            woken.set(false);
        } catch (RuntimeException | Error e) {
            woken.set(false);
            throw e;
        }
    }

    /** In place of the outlet's thread, if that sleeps; what is more than that is left to it. How many there were. */
    private int writeFew(int most) {
        @Nullable Step step = steps.peek();
        if (step == null || step.writes() > most || !rounds.areDone() || !thread.isAsleep() || !guard.tryLock()) {
            return 0;
        }
        int left = most;
        lent = true;
        try {
            for (; step != null && step.writes() <= left; step = steps.peek()) {
                left -= step.writes();
                steps.remove();
                take(step);
            }
            rounds.castAll();
        } finally {
            lent = false;
            guard.unlock();
        }
        return most - left;
    }

    /**
     * Whether somebody else takes the steps in place of the outlet's thread.
     *
     * @return for whoever takes them
     */
    public boolean isLent() {
        return lent;
    }

    /** What waits here for the members of rooms counts for each of them. Any thread. */
    void waits(long bytes) {
        waitingBytes.addAndGet(bytes);
    }

    /** What waits for the members of rooms, as if it waited for each of them alone. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    private void turn() {
        try {
            int left = TURN;
            for (Step step = steps.poll(); step != null; step = --left > 0 ? steps.poll() : null) {
                take(step);
            }
            rounds.castSome();
            for (Runnable sender = senders.poll(); sender != null; sender = senders.poll()) {
                run(sender);
            }
        } finally {
            if (rounds.areDone()) {
                sleep(thread::goOnLater);
            } else {
                runTurn(thread::goOnLater);
            }
        }
    }

    /** What was added meanwhile is for the thread's next turn. */
    private void sleep(Consumer<Runnable> nextTurn) {
        woken.set(false);
        if (!steps.isEmpty() && woken.compareAndSet(false, true)) {
            runTurn(nextTurn);
        }
    }

    private static void take(Step step) {
        try {
            step.take();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** What becomes of one keeps no other from its turn. */
    static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private static void failed(Throwable cause) {
        LOG.log(System.Logger.Level.ERROR, "frames could not be sent", cause);
    }

    /** What is on its way to the members of rooms. For whoever takes the steps. */
    Rounds rounds() {
        return rounds;
    }

    /**
     * A place for bytes that are about to be written.
     *
     * @return empty, and always the same one; for the outlet's thread
     */
    public ByteBuffer chunk() {
        return chunk.clear();
    }
}
