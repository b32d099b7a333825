package io.parley.session;

import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The doors: who may come in, before there is a connection. Counts the places that are kept or taken, in all, by
 * address and by user. May be used by any thread. The lock is held for a few additions only, so that the counts of one
 * moment decide: of callers who come at once for the last place, one gets it.
 */
public final class Admission {

    /** How long a place is kept for a handshake that the container still has to finish. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** A {@link Place} or a {@link Denial}. */
    public sealed interface Answer permits Place, Denial {}

    private final AdmissionLimits limits;
    private final Timer timer;
    private final Object lock = new Object();

    // All of these are guarded by the lock
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final Map<UserKey, Integer> byUser = new HashMap<>();
    private int places;
    private @Nullable Denial shut;
    private @Nullable Denial busy;

    /**
     * Open doors.
     *
     * @param limits how many may come in
     * @param timer for places that nobody takes
     */
    public Admission(AdmissionLimits limits, Timer timer) {
        this.limits = limits;
        this.timer = timer;
    }

    /**
     * What {@link #admit} would say now. Keeps no place.
     *
     * @param caller who asks
     * @return why the caller would not be admitted; empty where it would
     */
    public Optional<Denial> denial(Caller caller) {
        synchronized (lock) {
            if (shut != null) {
                return Optional.of(shut);
            }
            if (busy != null) {
                return Optional.of(busy);
            }
            if (isFull(places, limits.connections())) {
                return denied(Denial.Cause.FULL);
            }
            if (isFull(byAddress.getOrDefault(caller.counted(), 0), limits.perAddress())) {
                return denied(Denial.Cause.ADDRESS);
            }
            boolean user = caller.user()
                    .map(key -> byUser.getOrDefault(key, 0))
                    .filter(count -> isFull(count, limits.perUser()))
                    .isPresent();
            return user ? denied(Denial.Cause.USER) : Optional.empty();
        }
    }

    private static Optional<Denial> denied(Denial.Cause cause) {
        return Optional.of(new Denial(cause, RETRY_AFTER));
    }

    private static boolean isFull(int count, int limit) {
        return limit > 0 && count >= limit;
    }

    /**
     * Keeps a place for a caller, for ten seconds if nobody takes it.
     *
     * @param caller who asks
     * @return the place, or why there is none
     */
    public Answer admit(Caller caller) {
        synchronized (lock) {
            Optional<Denial> denial = denial(caller);
            if (denial.isPresent()) {
                return denial.get();
            }
            count(caller, 1);
        }
        Place place = new Place(caller, this);
        place.keepFor(KEPT, timer);
        return place;
    }

    /** A place is free again. */
    void giveBack(Caller caller) {
        synchronized (lock) {
            count(caller, -1);
        }
    }

    /** A place that was kept for nobody in particular is this user's. */
    void countUser(UserKey user) {
        synchronized (lock) {
            add(byUser, user, 1);
        }
    }

    private void count(Caller caller, int difference) {
        places += difference;
        add(byAddress, caller.counted(), difference);
        caller.user().ifPresent(user -> add(byUser, user, difference));
    }

    private static <K> void add(Map<K, Integer> counts, K key, int difference) {
        counts.compute(key, (k, count) -> {
            int sum = (count == null ? 0 : count) + difference;
            return sum == 0 ? null : sum;
        });
    }

    /**
     * Closes the doors: nobody is admitted any more once this returns. Places that are kept stay so.
     *
     * @param retryAfter when callers are to come back
     */
    public void shut(Duration retryAfter) {
        synchronized (lock) {
            shut = new Denial(Denial.Cause.DRAINING, retryAfter);
        }
    }

    /** Opens the doors again. */
    public void open() {
        synchronized (lock) {
            shut = null;
        }
    }

    /** Nobody is admitted, because there is too much to do, until {@link #calm}. */
    void busy(Duration retryAfter) {
        synchronized (lock) {
            busy = new Denial(Denial.Cause.BUSY, retryAfter);
        }
    }

    /** There is no longer too much to do. */
    void calm() {
        synchronized (lock) {
            busy = null;
        }
    }

    /**
     * Places that are kept or taken.
     *
     * @return 0 when nobody is connected or about to be
     */
    public int places() {
        synchronized (lock) {
            return places;
        }
    }
}
