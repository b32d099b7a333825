package io.parley.session;

import io.parley.protocol.EncodedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Those of a room whom one outlet leads to. Never changes; who comes and goes makes another one. Events that follow
 * each other in the outlet reach each of them in one write.
 */
final class Part {

    private static final System.Logger LOG = System.getLogger("io.parley.session");

    /** What is written at once takes a small part of an outbox, should the socket not take it. */
    private static final int SHARE_OF_BOUND = 32;

    /**
     * What waits in the outlet is there once, however many will get it, and only as long as the thread has other things
     * to do: so it may be more than what waits for one who does not read.
     */
    private static final long WAITING_OUTBOXES = 8;

    private static final int FEW_BYTES = 4 * 1024;

    /**
     * So many are looked at before the first of them is written to, a bit of an {@code int} for each. The memory of a
     * connection is far away, and the processor fetches that of several at once, but not past a system call.
     */
    private static final int AHEAD = 16;

    private final Outlet outlet;
    private final Outbox[] outboxes;
    private final int bound;
    private final int mostBytes;
    private final AtomicLong waiting;

    /** Guarded by the room's lock: nobody is in it any more who could be offered something. */
    private boolean overflown;

    /** For whoever takes the outlet's steps: what is not with the members yet. */
    private List<Share> shares = List.of();

    private long bytes;

    /** Events for all of them, but for some who get others in their place. */
    private final class Share implements Outlet.Step {

        private final List<EncodedEvent> events;
        private final Map<Outbox, List<EncodedEvent>> instead;
        private final long bytes;

        private Share(List<EncodedEvent> events, Map<Outbox, List<EncodedEvent>> instead, long bytes) {
            this.events = events;
            this.instead = instead;
            this.bytes = bytes;
        }

        @Override
        public void take() {
            Part.this.take(this);
        }

        /** To copy what is big takes longer than to wake a thread. */
        @Override
        public int writes() {
            return bytes > FEW_BYTES ? Integer.MAX_VALUE : outboxes.length;
        }

        private List<EncodedEvent> of(Outbox outbox) {
            return instead.getOrDefault(outbox, events);
        }
    }

    /**
     * Of those outboxes.
     *
     * @param bound of each outbox, in bytes
     * @param waiting bytes that wait in the outlet for this room, whoever was in it then
     */
    Part(Outlet outlet, List<Outbox> outboxes, int bound, AtomicLong waiting) {
        this.outlet = outlet;
        this.outboxes = outboxes.toArray(Outbox[]::new);
        this.bound = bound;
        this.mostBytes = Math.min(Outlet.CHUNK_BYTES, bound / SHARE_OF_BOUND);
        this.waiting = waiting;
    }

    /**
     * Offers events to all; where too much waits in the outlet already, each has passed its bound. Guarded by the
     * room's lock. {@link #flush} has to follow.
     */
    void offer(List<EncodedEvent> events, Map<Outbox, List<EncodedEvent>> instead) {
        if (overflown) {
            return;
        }
        long size = 0;
        for (EncodedEvent event : events) {
            size += event.sizeBytes();
        }
        Share share = new Share(events, instead, size);
        long before = waiting.getAndAdd(size);
        if (before > 0 && before + size > WAITING_OUTBOXES * bound) {
            waiting.addAndGet(-size);
            overflown = true;
            outlet.add(this::overflow);
        } else {
            outlet.waits(size * outboxes.length);
            outlet.add(share);
        }
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
        if (!shares.isEmpty() && bytes + share.bytes > mostBytes) {
            outlet.castAll();
        }
        if (shares.isEmpty()) {
            shares = new ArrayList<>(1);
            outlet.begins(this);
        }
        shares.add(share);
        bytes += share.bytes;
    }

    /**
     * Hands over what waits, by way of batches that are free, and throws nothing. For whoever takes the outlet's steps.
     */
    void cast(Batch batch, Batch ofOne) {
        List<Share> taken = shares;
        shares = List.of();
        waiting.addAndGet(-bytes);
        outlet.waits(-bytes * outboxes.length);
        bytes = 0;
        try {
            cast(taken, batch, ofOne);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "the members of a room could not be sent to", e);
            for (Outbox outbox : outboxes) {
                outlet.ready(outbox::failed);
            }
        }
        batch.clear();
        ofOne.clear();
    }

    private void cast(List<Share> taken, Batch batch, Batch ofOne) {
        batch.clear();
        taken.forEach(share -> share.events.forEach(batch::add));
        Set<Outbox> apart = new HashSet<>(0);
        taken.forEach(share -> apart.addAll(share.instead.keySet()));
        for (int first = 0; first < outboxes.length; first += AHEAD) {
            int end = Math.min(first + AHEAD, outboxes.length);
            int free = whichAreFree(first, end);
            for (int i = first; i < end; i++) {
                Outbox outbox = outboxes[i];
                boolean isApart = !apart.isEmpty() && apart.contains(outbox);
                deliver(isApart ? filled(ofOne, taken, outbox) : batch, outbox, (free & 1 << (i - first)) != 0);
            }
        }
    }

    /** A bit for each, the first one's the lowest. */
    private int whichAreFree(int first, int end) {
        int free = 0;
        for (int i = first; i < end; i++) {
            free |= outboxes[i].isFree() ? 1 << (i - first) : 0;
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

    private static Batch filled(Batch ofOne, List<Share> taken, Outbox outbox) {
        ofOne.clear();
        taken.forEach(share -> share.of(outbox).forEach(ofOne::add));
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
