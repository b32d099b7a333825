package io.parley.frame.inspection;

/**
 * So many a second, and as many more at once for whoever kept still before: the generic cell rate algorithm (ITU-T
 * I.371, annex A), in one number. For one thread at a time.
 */
final class Pace {

    private static final long SECOND_NANOS = 1_000_000_000;

    /** 0 for any number. */
    private final double nanosEach;

    /** When all that has been let through would be through at the even pace. */
    private long throughAt;

    /** As of now; 0 for any number. */
    Pace(int perSecond, long nanos) {
        this.nanosEach = perSecond == 0 ? 0 : (double) SECOND_NANOS / perSecond;
        this.throughAt = nanos;
    }

    /** What came before is forgotten. */
    void restart(long nanos) {
        throughAt = nanos;
    }

    /** Lets so many through, unless that is too fast. */
    boolean allows(int count, long nanos) {
        if (nanosEach == 0) {
            return true;
        }
        if (throughAt - nanos < 0) {
            throughAt = nanos;
        }
        throughAt += (long) (count * nanosEach);
        return throughAt - nanos <= SECOND_NANOS;
    }
}
