package io.parley.pace;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be taken of one thing: a token bucket, full at first. Nothing is allocated but for a wait. One that is
 * {@link #shared} may be used by any thread, under a lock that is held for an addition; one that is {@link #own} by one
 * thread at a time.
 */
final class Allowance {

    /** There is no bound. */
    static final Allowance ANY = new Allowance(null, Long.MAX_VALUE);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final @Nullable Bucket bucket;
    private final long most;

    private Allowance(@Nullable Bucket bucket, long most) {
        this.bucket = bucket;
        this.most = most;
    }

    /** One connection's; 0 a second for any number. */
    static Allowance own(int perSecond, TimeMeter time) {
        return of(perSecond, time, SynchronizationStrategy.NONE);
    }

    /** That of several connections; 0 a second for any number. The library's bucket without a lock allocates. */
    static Allowance shared(int perSecond, TimeMeter time) {
        return of(perSecond, time, SynchronizationStrategy.SYNCHRONIZED);
    }

    private static Allowance of(int perSecond, TimeMeter time, SynchronizationStrategy strategy) {
        if (perSecond == 0) {
            return ANY;
        }
        long most = (long) PaceLimits.BURST_SECONDS * perSecond;
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(perSecond, SECOND))
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(strategy)
                .build();
        return new Allowance(bucket, most);
    }

    /** Whether so many could be taken now. */
    boolean has(int count) {
        return bucket == null || bucket.getAvailableTokens() >= count;
    }

    /** Takes so many, at least one, or none of them. */
    boolean take(int count) {
        return bucket == null || bucket.tryConsume(count);
    }

    /** Nanoseconds until so many can be taken, if nobody takes any meanwhile; 0 where they can be now. */
    long untilNanos(long count) {
        return bucket == null ? 0 : bucket.estimateAbilityToConsume(count).getNanosToWaitForRefill();
    }

    /** Nanoseconds until it is as good as new. */
    long untilFullNanos() {
        return untilNanos(most);
    }
}
