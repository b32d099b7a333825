package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Those of a room whom one outlet leads to. Never changes; who comes and goes makes another one.
 *
 * <p>They are gone round, and each gets in one write all that it has not got yet: what comes while the round is under
 * way is with the others in the same round, and then with those that were before. So each event goes round once, from
 * where the round was when it came.
 */
final class Part {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    /** What is written at once takes a small part of an outbox, should the socket not take it. */
    private static final int SHARE_OF_BOUND = 32;

    private static final int FEW_BYTES = 4 * 1024;

    /**
     * So many are looked at before the first of them is written to, a bit of an {@code int} for each. The memory of a
     * connection is far away, and the processor fetches that of several at once, but not past a system call.
     */
    private static final int AHEAD = 16;

    private final Outlet outlet;
    private final Outbox[] outboxes;
    private final int mostBytes;
    private final Backlog backlog;

    /** Guarded by the room's lock: nobody is in it any more who could be offered something. */
    private boolean overflown;

    /** For whoever takes the outlet's steps, as all that follows: what is not with all of the members yet. */
    private final Queue<Share> shares = new ArrayDeque<>(1);

    private long bytes;

    /** Who gets all of that next. */
    private int next;

    /** So many of those who get it at once have it. */
    private int delivered;

    /** The outlet knows that something is to be cast. */
    private boolean listed;

    /** Events for all of them, but for some who get others in their place. */
    private final class Share implements Outlet.Step {

        private final List<EncodedEvent> events;
        private final Map<Outbox, List<EncodedEvent>> instead;
        private final long bytes;

        /** So many members have not got it. */
        private int left = outboxes.length;

        private Share(List<EncodedEvent> events, Map<Outbox, List<EncodedEvent>> instead, long bytes) {
            this.events = events;
            this.instead = instead;
            this.bytes = bytes;
        }

        @Override
        public void take() {
            Part.this.take(this);
        }

        @Override
        public void forget() {
            backlog.out(bytes);
            outlet.waits(-bytes * outboxes.length);
        }

        /** To copy what is big takes longer than to wake a thread. */
        @Override
        public int writes() {
            return bytes > FEW_BYTES ? Integer.MAX_VALUE : outboxes.length;
        }
    }

    /**
     * Of those outboxes.
     *
     * @param bound of each outbox, in bytes
     * @param backlog of the room in this outlet
     */
    Part(Outlet outlet, List<Outbox> outboxes, int bound, Backlog backlog) {
        this.outlet = outlet;
        this.outboxes = outboxes.toArray(Outbox[]::new);
        this.mostBytes = Math.min(Outlet.CHUNK_BYTES, bound / SHARE_OF_BOUND);
        this.backlog = backlog;
    }

    /**
     * Offers events to all; where too much waits in the outlet already, each has passed its bound, and before that,
     * what may be dropped is. Guarded by the room's lock. {@link #flush} has to follow.
     */
    void offer(List<EncodedEvent> events, Map<Outbox, List<EncodedEvent>> instead) {
        if (overflown || isDropped(events)) {
            return;
        }
        long size = Balance.sizeBytes(events);
        if (backlog.takeIn(size)) {
            outlet.waits(size * outboxes.length);
            outlet.add(new Share(events, instead, size));
        } else {
            overflown = true;
            outlet.add(this::overflow);
        }
    }

    private boolean isDropped(List<EncodedEvent> events) {
        return backlog.isPressed() && events.stream().allMatch(EncodedEvent::isDroppable);
    }

    /** Who is cut off leaves the room within that, and other rooms: under no lock. */
    private void overflow() {
        for (Outbox outbox : outboxes) {
            outbox.overflow();
        }
        for (Outbox outbox : outboxes) {
            Outlet.run(outbox::flush);
        }
    }

    private void take(Share share) {
        if (bytes + share.bytes > mostBytes) {
            castAll();
        }
        backlog.begins(this);
        shares.add(share);
        bytes += share.bytes;
        if (!listed) {
            outlet.rounds().begins(this);
            listed = true;
        }
    }

    /** The outlet looks at it no more, unless it {@linkplain Rounds#begins begins} again. */
    void unlisted() {
        listed = false;
    }

    /** Hands all that waits over. */
    void castAll() {
        outlet.rounds().castAll(this);
    }

    /**
     * Hands what waits over to so many members at most, by way of batches that are empty, and are so again, and throws
     * nothing. For whoever takes the outlet's steps.
     *
     * @return how many they are
     */
    int cast(Batch batch, Batch ofOne, int most) {
        int left = most;
        @Nullable Share oldest = shares.peek();
        while (oldest != null && left > 0) {
            int members = Math.min(left, oldest.left);
            castTo(members, batch, ofOne);
            left -= members;
            oldest = shares.peek();
        }
        return most - left;
    }

    /** Whether all have all that was offered. */
    boolean isDone() {
        return shares.isEmpty();
    }

    /** Whatever happens, the round goes on behind these. */
    private void castTo(int members, Batch batch, Batch ofOne) {
        delivered = 0;
        try {
            deliver(members, batch, ofOne);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "members of a room could not be sent to", e);
            for (int i = delivered; i < members; i++) {
                outlet.ready(behind(i)::failed);
            }
        } finally {
            batch.clear();
            ofOne.clear();
            passed(members);
        }
    }

    private void passed(int members) {
        next = (next + members) % outboxes.length;
        outlet.waits(-bytes * members);
        for (Share share : shares) {
            share.left -= members;
        }
        for (@Nullable Share oldest = shares.peek(); oldest != null && oldest.left == 0; oldest = shares.peek()) {
            shares.remove();
            bytes -= oldest.bytes;
            backlog.out(oldest.bytes);
        }
        if (shares.isEmpty()) {
            backlog.done(this);
        }
    }

    /** What waits is gone: nobody can be written to any more. */
    void forget() {
        for (@Nullable Share oldest = shares.peek(); oldest != null; oldest = shares.peek()) {
            passed(oldest.left);
        }
        unlisted();
    }

    /** So many behind the next one, who may be at the beginning again. */
    private Outbox behind(int count) {
        int at = next + count;
        return outboxes[at < outboxes.length ? at : at - outboxes.length];
    }

    private void deliver(int members, Batch batch, Batch ofOne) {
        shares.forEach(share -> share.events.forEach(batch::add));
        Set<Outbox> apart = apart();
        for (int first = 0; first < members; first += AHEAD) {
            int end = Math.min(first + AHEAD, members);
            int free = whichAreFree(first, end);
            for (int i = first; i < end; i++) {
                Outbox outbox = behind(i);
                boolean isApart = !apart.isEmpty() && apart.contains(outbox);
                deliver(isApart ? filled(ofOne, outbox) : batch, outbox, (free & 1 << (i - first)) != 0);
                delivered++;
            }
        }
    }

    /** Who gets something in place of what the others get. */
    private Set<Outbox> apart() {
        if (shares.size() == 1) {
            return shares.element().instead.keySet();
        }
        Set<Outbox> apart = new HashSet<>(0);
        shares.forEach(share -> apart.addAll(share.instead.keySet()));
        return apart;
    }

    /** A bit for each, the first one's the lowest. */
    private int whichAreFree(int first, int end) {
        int free = 0;
        for (int i = first; i < end; i++) {
            free |= behind(i).isFree() ? 1 << (i - first) : 0;
        }
        return free;
    }

    /** What becomes of one keeps no other from its turn. */
    private void deliver(Batch batch, Outbox outbox, boolean free) {
        try {
            outbox.deliver(batch, free);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a member could not be sent to", e);
            outlet.ready(outbox::failed);
        }
    }

    private Batch filled(Batch ofOne, Outbox outbox) {
        ofOne.clear();
        shares.forEach(share -> share.instead.getOrDefault(outbox, share.events).forEach(ofOne::add));
        return ofOne;
    }

    /**
     * Sees to it that what was offered is sent. Under no lock.
     *
     * @param most writes that may be made for a thread that sleeps
     * @return how many were
     */
    int flush(int most) {
        return outlet.wake(most);
    }
}
