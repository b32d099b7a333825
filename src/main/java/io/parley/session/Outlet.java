package io.parley.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way to all connections that one thread writes to: what is offered to any of them is a step, and the thread takes
 * the steps in the order in which they came. So an event for a whole room is one step, however many are in it. It keeps
 * its place among the room's other events, and among all that is offered to one member alone; events of another room
 * may pass it.
 *
 * <p>Any thread adds steps, also under a lock, and without waiting; the thread is woken once for all that come until it
 * gets to them. What is in the outlet is bounded by those who add it: by the outbox of a connection, and by the
 * {@link FanOut} of a room.
 */
public final class Outlet {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    /** As much as is handed to a socket at once. */
    static final int CHUNK_BYTES = 64 * 1024;

    /** After so many steps what they have brought is sent. */
    private static final int TURN = 4096;

    private final Executor thread;
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicLong waitingBytes = new AtomicLong();

    /** For the outlet's thread, as all that follows: rooms with events that are not with their members yet. */
    private final Queue<Part> parts = new ArrayDeque<>();

    /** Connections that send what waits for them, at the end of the turn. */
    private final Queue<Runnable> senders = new ArrayDeque<>();

    private final Batch batch = new Batch(CHUNK_BYTES);
    private final Batch ofOne = new Batch(CHUNK_BYTES);
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);

    /** What the outlet's thread does next. */
    @FunctionalInterface
    interface Step {

        /** On the outlet's thread. */
        void take();
    }

    /**
     * An empty one.
     *
     * @param thread runs tasks on the one thread that writes, later and not within the call
     */
    public Outlet(Executor thread) {
        this.thread = thread;
    }

    /** Adds a step; {@link #wake} has to follow, under no lock. */
    void add(Step step) {
        steps.add(step);
    }

    /** Adds a step that is taken when all that was offered to rooms before is with their members. */
    void addInOrder(Runnable step) {
        add(() -> {
            castAll();
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
        wake();
    }

    /** Sees to it that the steps are taken. Under no lock. */
    void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            try {
                thread.execute(this::turn);
            } catch (RejectedExecutionException e) {
                // The server stops, and has closed the connections
                steps.clear();
                woken.set(false);
            } catch (RuntimeException | Error e) {
                woken.set(false);
                throw e;
            }
        }
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
                run(step::take);
            }
            castAll();
            for (Runnable sender = senders.poll(); sender != null; sender = senders.poll()) {
                run(sender);
            }
        } finally {
            woken.set(false);
            if (!steps.isEmpty()) {
                wake();
            }
        }
    }

    /** What becomes of one keeps no other from its turn. */
    static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "frames could not be sent", e);
        }
    }

    /** A room has events, the first ones that are not with their members. On the outlet's thread. */
    void begins(Part part) {
        parts.add(part);
    }

    /** Hands all that was offered to rooms so far to their members. On the outlet's thread. */
    void castAll() {
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            Part next = part;
            run(() -> next.cast(batch, ofOne));
        }
    }

    /**
     * A place for bytes that are about to be written.
     *
     * @return empty, outside of the heap, and always the same one; for the outlet's thread
     */
    public ByteBuffer chunk() {
        return chunk.clear();
    }
}
