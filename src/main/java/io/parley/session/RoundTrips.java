package io.parley.session;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;

/** How long pings took to come back, from a microsecond to an hour, to three digits. May be used by any thread. */
public final class RoundTrips {

    private static final long MOST_MICROS = Duration.ofHours(1).toNanos() / 1000;
    private static final int DIGITS = 3;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(1, MOST_MICROS, DIGITS);

    /** None yet. */
    public RoundTrips() {}

    /**
     * The figures of a moment.
     *
     * @param count pings that came back
     * @param median half of them took at most this
     * @param p99 99 of 100 took at most this
     * @param max the longest
     */
    public record Summary(long count, Duration median, Duration p99, Duration max) {}

    void record(long roundTripNanos) {
        micros.recordValue(Math.max(1, Math.min(MOST_MICROS, roundTripNanos / 1000)));
    }

    /**
     * The figures so far.
     *
     * @return of this moment
     */
    public Summary summary() {
        return new Summary(
                micros.getTotalCount(), percentile(50), percentile(99), Duration.ofNanos(micros.getMaxValue() * 1000));
    }

    private Duration percentile(double percent) {
        return Duration.ofNanos(micros.getValueAtPercentile(percent) * 1000);
    }
}
