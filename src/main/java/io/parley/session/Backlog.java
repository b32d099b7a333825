package io.parley.session;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one outlet for one room, whoever is in it. Members come and go, and each time there is another
 * {@link Part}: what was offered to the one before has to be with its members first.
 */
final class Backlog {

    /**
     * What waits in the outlet is there once, however many will get it, and only as long as the thread has other things
     * to do: so it may be more than what waits for one who does not read.
     */
    private static final long OUTBOXES = 8;

    private final long bound;
    private final AtomicLong bytes = new AtomicLong();

    /** Whose members have not all got what was offered to them. For whoever takes the outlet's steps. */
    private @Nullable Part begun;

    /**
     * Nothing waits.
     *
     * @param outboxBytes the bound of one outbox
     */
    Backlog(int outboxBytes) {
        this.bound = OUTBOXES * outboxBytes;
    }

    /**
     * Takes so many bytes in; false, and nothing is, where they pass the bound. Where nothing waits, they may be any
     * number. Any thread.
     */
    boolean takeIn(long size) {
        long before = bytes.getAndAdd(size);
        boolean fits = before == 0 || before + size <= bound;
        if (!fits) {
            out(size);
        }
        return fits;
    }

    /** So many bytes do not wait any more. Any thread. */
    void out(long size) {
        bytes.addAndGet(-size);
    }

    /** Whether half of the bound is taken. Any thread. */
    boolean isPressed() {
        return bytes.get() > bound / 2;
    }

    /** Events for a part are about to be handed to its members. For whoever takes the outlet's steps. */
    void begins(Part part) {
        @Nullable Part before = begun;
        if (before != null && before != part) {
            before.castAll();
        }
        begun = part;
    }

    /** The members of a part have all that was offered to them. For whoever takes the outlet's steps. */
    void done(Part part) {
        if (begun == part) {
            begun = null;
        }
    }
}
