package io.parley.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many handshakes come from one address: a token bucket for each, which holds one second's worth, so that clients
 * behind one address may come at once after a pause. A bucket that is full again is forgotten. Where more addresses
 * than {@link #MAX_ADDRESSES} come within a second, the bucket that has been asked for longest ago goes, full or not:
 * nobody is refused for the number of others, who are bounded by the limit of all connections.
 *
 * <p>May be used by any thread. The lock guards the buckets, and is held for one of them only.
 */
final class HandshakePace {

    static final int MAX_ADDRESSES = 100_000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Two are looked at for each that may be added, so that the map shrinks as well. */
    private static final int FORGOTTEN_AT_ONCE = 2;

    private final int perSecond;
    private final int maxAddresses;
    private final TimeMeter time;

    /** In the order in which they were last asked: the first are full the soonest. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A pace.
     *
     * @param perSecond from one address; 0 for any number
     * @param maxAddresses that are remembered
     * @param time for the buckets
     */
    HandshakePace(int perSecond, int maxAddresses, TimeMeter time) {
        this.perSecond = perSecond;
        this.maxAddresses = maxAddresses;
        this.time = time;
    }

    /** Counts a handshake; empty where it may go on, else the time until one may. */
    Optional<Duration> step(String address) {
        if (perSecond == 0) {
            return Optional.empty();
        }
        synchronized (buckets) {
            Bucket bucket = buckets.computeIfAbsent(address, key -> full());
            Optional<Duration> wait = bucket.tryConsume(1) ? Optional.empty() : Optional.of(untilNext(bucket));
            forget();
            return wait;
        }
    }

    /** What {@link #step} would say; counts nothing. */
    Optional<Duration> look(String address) {
        synchronized (buckets) {
            @Nullable Bucket bucket = buckets.get(address);
            return bucket == null || bucket.getAvailableTokens() > 0
                    ? Optional.empty()
                    : Optional.of(untilNext(bucket));
        }
    }

    /** Addresses that are remembered. */
    int addresses() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    private static Duration untilNext(Bucket bucket) {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private void forget() {
        Iterator<Bucket> longestAgo = buckets.values().iterator();
        for (int i = 0; i < FORGOTTEN_AT_ONCE && longestAgo.hasNext(); i++) {
            boolean full = longestAgo.next().getAvailableTokens() == perSecond;
            if (!full && buckets.size() <= maxAddresses) {
                return;
            }
            longestAgo.remove();
        }
    }
}
