package io.parley.session;

/**
 * One thing that is measured, with its two marks. Who has passed a mark is below it again at nine tenths of it, so that
 * nothing flickers. For one thread at a time.
 */
final class LoadGauge {

    private final long busyAt;
    private final long overloadedAt;
    private Load.Level level = Load.Level.CALM;

    /** A first mark of 0 is none. */
    LoadGauge(long busyAt, long overloadedAt) {
        this.busyAt = busyAt == 0 ? Long.MAX_VALUE : busyAt;
        this.overloadedAt = busyAt == 0 ? Long.MAX_VALUE : overloadedAt;
    }

    Load.Level measure(long value) {
        if (isPast(value, overloadedAt, Load.Level.OVERLOADED)) {
            level = Load.Level.OVERLOADED;
        } else if (isPast(value, busyAt, Load.Level.BUSY)) {
            level = Load.Level.BUSY;
        } else {
            level = Load.Level.CALM;
        }
        return level;
    }

    private boolean isPast(long value, long mark, Load.Level marked) {
        boolean wasPast = level.compareTo(marked) >= 0;
        return value >= (wasPast ? mark - mark / 10 : mark);
    }
}
