package io.parley.room;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's place in a room. While the member is still being told what it missed, later events are held back, so that
 * there is neither a gap nor a repetition at the seam. Not thread-safe: guarded by its room's lock.
 */
final class Seat {

    private static final System.Logger LOG = System.getLogger("io.parley.room");

    private final Member member;
    private @Nullable List<EncodedEvent> held;
    private @Nullable PresenceBatch missed;
    private boolean overrun;
    private long readUpTo;

    /** The number of the look by which its member was last told who is there, or how many. */
    private long lookedAt;

    /** A seat whose events are held until {@link #open}. */
    Seat(Member member) {
        this.member = member;
        this.held = new ArrayList<>();
    }

    Member member() {
        return member;
    }

    /** Sends what a member was offered. What becomes of one keeps no other from its turn. */
    static void flush(Member member) {
        try {
            member.flush();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a member could not be sent to", e);
        }
    }

    /** Entries up to this seq have reached its member by another node. */
    void hasReadUpTo(long seq) {
        readUpTo = seq;
    }

    boolean hasRead(long seq) {
        return seq <= readUpTo;
    }

    /** Its member is told who is there, or how many. */
    void looks(long look) {
        lookedAt = look;
    }

    /** Presence that its member is not told of for now. */
    void misses(PresenceBatch changes) {
        if (missed == null) {
            missed = new PresenceBatch();
        }
        missed.noteAll(changes, lookedAt);
    }

    boolean hasMissed() {
        return missed != null;
    }

    /** All that it was not told of. */
    PresenceBatch takeMissed() {
        PresenceBatch taken = missed == null ? new PresenceBatch() : missed;
        missed = null;
        return taken;
    }

    /** Whether it holds nothing back any more. */
    boolean isOpen() {
        return held == null;
    }

    /** Hands events over, or holds them; a seat that would hold too many holds none any more. */
    void hand(List<EncodedEvent> events) {
        @Nullable List<EncodedEvent> waiting = held;
        if (waiting == null) {
            member.offer(events);
        } else if (waiting.size() + events.size() > Limits.RECOVERY_ENTRIES) {
            overrun = true;
            waiting.clear();
        } else {
            waiting.addAll(events);
        }
    }

    /** Hands over the first event and those held since; false where too many came meanwhile, and nothing was handed. */
    boolean open(List<EncodedEvent> first) {
        @Nullable List<EncodedEvent> waiting = held;
        if (overrun || waiting == null) {
            return false;
        }
        held = null;
        member.offer(first);
        member.offer(waiting);
        return true;
    }
}
