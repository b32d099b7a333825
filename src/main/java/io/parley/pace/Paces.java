package io.parley.pace;

import io.github.bucket4j.TimeMeter;
import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The paces of all connections. The connections of a user share one allowance; it is forgotten when none of them is
 * left and it is full again, which takes some seconds at most: so nobody begins anew by connecting again. May be used
 * by any thread.
 */
public final class Paces {

    /** What a user's connections share. */
    static final class Share {

        private final UserKey user;
        private final Allowance allowance;
        private int connections;
        private boolean awaitsFull;

        private Share(UserKey user, Allowance allowance) {
            this.user = user;
            this.allowance = allowance;
        }

        Allowance allowance() {
            return allowance;
        }
    }

    /** As a bucket asks for it. */
    private record Clock(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final PaceLimits limits;
    private final TimeMeter clock;
    private final Timer timer;

    /** The lock guards them and their counts, and is held for an addition. */
    private final Map<UserKey, Share> shares = new HashMap<>();

    /**
     * Nobody has sent anything.
     *
     * @param limits for each connection and each user
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @param timer for what is to be forgotten
     */
    public Paces(PaceLimits limits, LongSupplier nanoTime, Timer timer) {
        this.limits = limits;
        this.clock = new Clock(nanoTime);
        this.timer = timer;
    }

    /**
     * The pace of one more connection. Its end has to be told.
     *
     * @param user whose it is
     * @return one that has nothing behind it, but for what the user's other connections have
     */
    public Pace begin(UserKey user) {
        synchronized (shares) {
            Share share =
                    shares.computeIfAbsent(user, key -> new Share(key, Allowance.shared(limits.perUser(), clock)));
            share.connections++;
            return new Pace(this, share);
        }
    }

    void end(Share share) {
        synchronized (shares) {
            share.connections--;
            forget(share);
        }
    }

    /** Now, or when it is full again, unless somebody comes back meanwhile. One task waits for that, not more. */
    private void forget(Share share) {
        if (share.connections > 0 || share.awaitsFull) {
            return;
        }
        long untilFullNanos = share.allowance.untilFullNanos();
        if (untilFullNanos == 0) {
            shares.remove(share.user);
        } else {
            share.awaitsFull = true;
            timer.after(Duration.ofNanos(untilFullNanos), () -> lookAgain(share));
        }
    }

    private void lookAgain(Share share) {
        synchronized (shares) {
            share.awaitsFull = false;
            forget(share);
        }
    }

    /** Users whose allowance is remembered. */
    int users() {
        synchronized (shares) {
            return shares.size();
        }
    }

    PaceLimits limits() {
        return limits;
    }

    Allowance own(int perSecond) {
        return Allowance.own(perSecond, clock);
    }
}
