package io.parley.it.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody came into a room.
 *
 * @param since up to where it had been read before, as the join said; null where it did not
 * @param newest where the log was at that moment
 * @param recovered whether the page is all that was missed
 * @param page the entries that came with the answer
 */
public record Entrance(@Nullable Position since, Position newest, boolean recovered, List<Seen> page) {

    /** The log goes on where it was left: it is the same life, and does not end before that place. */
    boolean goesOn() {
        return since != null && since.epoch().equals(newest.epoch()) && since.seq() <= newest.seq();
    }

    /** Whether there is something to read by {@code history}: what was missed is not on the page. */
    public boolean leavesOut() {
        return goesOn() && !recovered && nextOnPage() > sinceSeq() + 1;
    }

    /** The first place that need not be filled. */
    public long nextOnPage() {
        return page.isEmpty() ? newest.seq() + 1 : page.get(0).seq();
    }

    /** The place above which everything has to be shown: where it was left, or where it begins. */
    long sinceSeq() {
        return since == null ? newest.seq() : since.seq();
    }
}
