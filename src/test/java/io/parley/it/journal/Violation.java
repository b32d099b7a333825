package io.parley.it.journal;

/**
 * A promise that was not kept.
 *
 * @param kind which promise
 * @param room where
 * @param reader who saw it
 * @param seq at which place of the log; of several the first
 * @param what in words
 */
public record Violation(Kind kind, String room, String reader, long seq, String what) {

    /** What can be wrong. */
    public enum Kind {
        /** Acknowledged, and not in the log. */
        LOST,
        /** Acknowledged for a place that holds something else. */
        MISPLACED,
        /** In the log twice under the same key of the same user. */
        STORED_TWICE,
        /** Shown again to who had it, on one connection or at the seam of a recovery. */
        HEARD_TWICE,
        /** Shown behind a later one. */
        REORDERED,
        /** Never shown. */
        GAP,
        /** Nobody tried to say that. */
        INVENTED,
        /** Others saw something else at the same place. */
        DISAGREED,
        /** Shown to somebody, and gone from the log. */
        VANISHED,
        /** The log has begun a new life. */
        EPOCH_CHANGED,
        /** Recovery was refused without a reason. */
        NOT_RECOVERED,
        /** Never acknowledged, however often it was sent. */
        UNANSWERED
    }

    @Override
    public String toString() {
        return kind + " in " + room + " at " + seq + ", seen by " + reader + ": " + what;
    }
}
