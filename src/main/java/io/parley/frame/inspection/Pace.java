package io.parley.frame.inspection;

import java.util.function.LongSupplier;

/**
 * So many a second, and as many more at once for whoever kept still before: the generic cell rate algorithm (ITU-T
 * I.371, annex A), in one number. Looking at the clock costs more than all the rest, so an eighth of a second is taken
 * in advance with each look, where there is that much; who kept still may have as much more at once. For one thread at
 * a time.
 */
final class Pace {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int ADVANCES_A_SECOND = 8;

    /** 0 for any number. */
    private final int perSecond;

    private final LongSupplier nanoTime;

    /** When all that has been let through or taken in advance would be through at the even pace. */
    private long throughAt;

    /** Taken in advance, and not let through yet. */
    private int ahead;

    /** As of now; 0 for any number. */
    Pace(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.throughAt = nanoTime.getAsLong();
    }

    /** What came before is forgotten. */
    void restart() {
        throughAt = nanoTime.getAsLong();
    }

    /** Lets so many through, unless that is too fast. */
    boolean allows(int count) {
        if (count <= ahead) {
            ahead -= count;
            return true;
        }
        return perSecond == 0 || take(count);
    }

    private boolean take(int count) {
        long nanos = nanoTime.getAsLong();
        if (throughAt - nanos < 0) {
            throughAt = nanos;
        }
        throughAt += nanosFor(count - ahead);
        ahead = 0;
        int advance = perSecond / ADVANCES_A_SECOND;
        long left = nanos + SECOND_NANOS - throughAt;
        if (left >= nanosFor(advance)) {
            throughAt += nanosFor(advance);
            ahead = advance;
        }
        return left >= 0;
    }

    private long nanosFor(int count) {
        return count * SECOND_NANOS / perSecond;
    }
}
