package io.parley.session;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The rooms of an outlet that have events which are not with all their members. For whoever takes its steps. */
final class Rounds {

    /** As many times the members of one room that are written to at once are those of all rooms. */
    private static final int ROOMS_AT_ONCE = 8;

    private final Deque<Part> parts = new ArrayDeque<>();
    private final Batch batch;
    private final Batch ofOne;
    private final int membersAtOnce;

    /** None yet. */
    Rounds(OutletThread thread) {
        this.batch = new Batch(thread.memory(Outlet.CHUNK_BYTES));
        this.ofOne = new Batch(thread.memory(Outlet.CHUNK_BYTES));
        this.membersAtOnce = thread.membersAtOnce();
    }

    /** A room has events. */
    void begins(Part part) {
        parts.add(part);
    }

    boolean areDone() {
        return parts.isEmpty();
    }

    /** Hands all that was offered to rooms so far to their members. */
    void castAll() {
        for (@Nullable Part part = parts.peek(); part != null; part = parts.peek()) {
            castAll(part);
            parts.remove();
            part.unlisted();
        }
    }

    /** Hands all that was offered to a room so far to its members. */
    void castAll(Part part) {
        part.cast(batch, ofOne, Integer.MAX_VALUE);
    }

    /**
     * To some of the members of some rooms: what was offered to rooms alone keeps the thread from nothing else for
     * long, however large and many they are.
     */
    void castSome() {
        int left = ROOMS_AT_ONCE * membersAtOnce;
        for (int rooms = parts.size(); rooms > 0 && left > 0; rooms--) {
            Part part = parts.remove();
            parts.addLast(part);
            left -= part.cast(batch, ofOne, Math.min(left, membersAtOnce));
            if (part.isDone()) {
                parts.removeLast();
                part.unlisted();
            }
        }
    }

    /** The server stops: what waits is gone. */
    void forget() {
        parts.forEach(Part::forget);
        parts.clear();
    }
}
