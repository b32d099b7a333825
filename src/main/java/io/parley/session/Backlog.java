package io.parley.session;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one outlet for one room, whoever is in it. Members come and go, and each time there is another
 * {@link Part}: what was offered to the one before has to be with its members first.
 */
final class Backlog {

    private final AtomicLong bytes = new AtomicLong();

    /** Whose members have not all got what was offered to them. For whoever takes the outlet's steps. */
    private @Nullable Part begun;

    /** Adds so many bytes, or takes them away; how many there were before. Any thread. */
    long add(long added) {
        return bytes.getAndAdd(added);
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
