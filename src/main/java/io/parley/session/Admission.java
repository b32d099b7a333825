package io.parley.session;

import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The doors: who may come in, before there is a connection. Counts the places that are kept or taken, in all, by
 * address and by user. May be used by any thread; nothing blocks.
 */
public final class Admission {

    /** How long a place is kept for a handshake that the container still has to finish. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** A {@link Place} or a {@link Denial}. */
    public sealed interface Answer permits Place, Denial {}

    private final AdmissionLimits limits;
    private final Timer timer;
    private final AtomicInteger places = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<UserKey, Integer> byUser = new ConcurrentHashMap<>();
    private volatile @Nullable Denial shut;

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
        @Nullable Denial closed = shut;
        if (closed != null) {
            return Optional.of(closed);
        }
        if (isOver(places.get() + 1, limits.connections())) {
            return denied(Denial.Cause.FULL);
        }
        if (isOver(byAddress.getOrDefault(caller.address(), 0) + 1, limits.perAddress())) {
            return denied(Denial.Cause.ADDRESS);
        }
        boolean user = caller.user()
                .filter(key -> isOver(byUser.getOrDefault(key, 0) + 1, limits.perUser()))
                .isPresent();
        return user ? denied(Denial.Cause.USER) : Optional.empty();
    }

    private static Optional<Denial> denied(Denial.Cause cause) {
        return Optional.of(new Denial(cause, RETRY_AFTER));
    }

    private static boolean isOver(int count, int limit) {
        return limit > 0 && count > limit;
    }

    /**
     * Keeps a place for a caller, for ten seconds if nobody takes it.
     *
     * @param caller who asks
     * @return the place, or why there is none
     */
    public Answer admit(Caller caller) {
        Optional<Denial> denial = denial(caller);
        if (denial.isPresent()) {
            return denial.get();
        }
        count(caller, 1);
        Place place = new Place(caller, () -> count(caller, -1));
        if (isOverNow(caller)) {
            place.giveBack();
            return new Denial(Denial.Cause.FULL, RETRY_AFTER);
        }
        place.keepFor(KEPT, timer);
        return place;
    }

    /** Looks again once the place is counted, so that callers who come at once do not pass the bounds together. */
    private boolean isOverNow(Caller caller) {
        return isOver(places.get(), limits.connections())
                || isOver(byAddress.getOrDefault(caller.address(), 0), limits.perAddress())
                || caller.user()
                        .filter(key -> isOver(byUser.getOrDefault(key, 0), limits.perUser()))
                        .isPresent();
    }

    private void count(Caller caller, int difference) {
        places.addAndGet(difference);
        add(byAddress, caller.address(), difference);
        caller.user().ifPresent(user -> add(byUser, user, difference));
    }

    private static <K> void add(Map<K, Integer> counts, K key, int difference) {
        counts.compute(key, (k, count) -> {
            int sum = (count == null ? 0 : count) + difference;
            return sum == 0 ? null : sum;
        });
    }

    /**
     * Closes the doors.
     *
     * @param retryAfter when callers are to come back
     */
    public void shut(Duration retryAfter) {
        shut = new Denial(Denial.Cause.DRAINING, retryAfter);
    }

    /** Opens the doors again. */
    public void open() {
        shut = null;
    }

    /**
     * Places that are kept or taken.
     *
     * @return 0 when nobody is connected or about to be
     */
    public int places() {
        return places.get();
    }
}
