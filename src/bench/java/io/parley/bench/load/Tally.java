package io.parley.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what is read. For the thread that reads. */
final class Tally {

    private final Histogram delays = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
    private long deliveries;
    private long faults;

    /** A message was read. */
    void delivered(long delayNanos) {
        deliveries++;
        delays.recordValue(Math.max(0, Math.min(delayNanos, delays.getHighestTrackableValue())));
    }

    /** A message was read that is not the next one. */
    void fault() {
        faults++;
    }

    long deliveries() {
        return deliveries;
    }

    long faults() {
        return faults;
    }

    /** Forgets the delays, and only these. */
    void restart() {
        delays.reset();
    }

    double millis(double percentile) {
        return delays.getValueAtPercentile(percentile) / 1e6;
    }
}
