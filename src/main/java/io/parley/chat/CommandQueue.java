package io.parley.chat;

import io.parley.protocol.Command;
import io.parley.protocol.Inbound;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one connection, in the order of their coming. Messages do not wait for each other: the log keeps
 * their order. What a room is asked, by {@code join}, {@code history} and {@code leave}, waits for the messages before
 * it, so that who sends without waiting for answers finds what it has said; and what follows waits with it.
 *
 * <p>Any thread may call. Commands are carried out one at a time, outside of the lock, by whoever finds nobody at it.
 */
final class CommandQueue {

    /** So many may wait. */
    private static final int MAX_WAITING = 1_000;

    /** So big, together. */
    private static final int MAX_BYTES = 1 << 20;

    private static final Queue<Waiting> NONE = new ArrayDeque<>(0);

    private final Consumer<Inbound> carryOut;

    /** Made when one has to wait, which most never do. Guarded by this. */
    private Queue<Waiting> waiting = NONE;

    /** Guarded by this. */
    private int waitingBytes;

    /** The messages that are being stored. Guarded by this. */
    private int storing;

    /** The rooms that are being joined. Guarded by this. */
    private int joining;

    /** Whether somebody carries out. Guarded by this. */
    private boolean working;

    private record Waiting(Inbound inbound, int bytes) {}

    /**
     * Nothing waits.
     *
     * @param carryOut carries a command out, and throws nothing
     */
    CommandQueue(Consumer<Inbound> carryOut) {
        this.carryOut = carryOut;
    }

    /** Carries a command out, now or later; false where there is no place for it to wait. */
    boolean add(Inbound inbound, int bytes) {
        synchronized (this) {
            if (working || !waiting.isEmpty() || !mayBegin(inbound)) {
                return waits(inbound, bytes);
            }
            working = true;
        }
        work(inbound);
        return true;
    }

    /** Who carries out takes it then, or whoever has an answer that it has to wait for. */
    private boolean waits(Inbound inbound, int bytes) {
        if (waiting.size() >= MAX_WAITING || (waitingBytes + bytes > MAX_BYTES && !waiting.isEmpty())) {
            return false;
        }
        if (waiting == NONE) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(new Waiting(inbound, bytes));
        waitingBytes += bytes;
        return true;
    }

    /** A message begins to be stored. */
    synchronized void storing() {
        storing++;
    }

    /** A message is stored, or is not. */
    void stored() {
        synchronized (this) {
            storing--;
        }
        work(begin());
    }

    /** A room begins to be joined. */
    synchronized void joining() {
        joining++;
    }

    /** It is joined, or is not. */
    void joined() {
        synchronized (this) {
            joining--;
        }
        work(begin());
    }

    private void work(@Nullable Inbound first) {
        @Nullable Inbound next = first;
        while (next != null) {
            carryOut.accept(next);
            next = next();
        }
    }

    private synchronized @Nullable Inbound begin() {
        return working ? null : next();
    }

    private synchronized @Nullable Inbound next() {
        @Nullable Waiting head = waiting.peek();
        working = head != null && mayBegin(head.inbound());
        if (head == null || !working) {
            return null;
        }
        waiting.remove();
        waitingBytes -= head.bytes();
        return head.inbound();
    }

    private boolean mayBegin(Inbound inbound) {
        return joining == 0 && (storing == 0 || !asksARoom(inbound.command()));
    }

    private static boolean asksARoom(Command command) {
        return command instanceof Command.Join
                || command instanceof Command.History
                || command instanceof Command.Leave;
    }
}
