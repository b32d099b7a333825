package io.parley.log.publication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with a relay: counted, and logged when publications begin to wait for too long, and when they cease to.
 * Told by the relay's thread; asked by any.
 */
public final class RelayWatch {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    /** A publication that waits for so long is worth a warning. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final int mostCounted;
    private final LongAdder relayed = new LongAdder();
    private final LongAdder setAside = new LongAdder();
    private volatile Left left = Left.NOTHING;

    /** Of the relay's thread. */
    private @Nullable Throwable reason;

    /** Since when the database cannot be asked. Of the relay's thread. */
    private Instant blindSince = Instant.MAX;

    /** Of the relay's thread. */
    private boolean warned;

    private record Left(long waiting, Instant since) {

        static final Left NOTHING = new Left(0, Instant.MAX);
    }

    /**
     * Nothing waits.
     *
     * @param clock for how long something waits
     * @param mostCounted how many are counted
     */
    public RelayWatch(InstantSource clock, int mostCounted) {
        this.clock = clock;
        this.mostCounted = mostCounted;
    }

    void relayed() {
        relayed.increment();
    }

    void setAside(int publications) {
        setAside.add(publications);
    }

    /** Why one cannot be brought into its room now. */
    void fails(@Nullable Throwable failure) {
        reason = failure;
    }

    /** All that was there has been brought into its room, or was set aside. */
    void leavesNothing() {
        left = Left.NOTHING;
        sees();
        if (warned) {
            warned = false;
            LOG.log(System.Logger.Level.INFO, "No publication of a transaction waits any more");
        }
    }

    /** Some could not be brought into their rooms, the oldest of them written at that time. */
    void leaves(PublicationStore store, Instant oldest) {
        left = new Left(store.count(mostCounted), oldest);
        sees();
        warn(left);
    }

    private void sees() {
        blindSince = Instant.MAX;
    }

    /** The database cannot be asked, or does not do what it is asked for: nobody knows what waits. */
    void seesNothing(Throwable failure) {
        reason = failure;
        Instant now = clock.instant();
        blindSince = blindSince.isAfter(now) ? now : blindSince;
        Left before = left;
        left = new Left(before.waiting(), before.since().isBefore(blindSince) ? before.since() : blindSince);
        warn(left);
    }

    private void warn(Left now) {
        if (!warned && age(now.since()).compareTo(LONG) > 0) {
            warned = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Publications of transactions wait to be brought into their rooms, {0} when last counted,"
                            + " the oldest for {1}",
                    Long.toString(now.waiting()),
                    age(now.since()));
            LOG.log(System.Logger.Level.WARNING, "The reason why publications wait", reason);
        }
    }

    private Duration age(Instant since) {
        Instant now = clock.instant();
        return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
    }

    PublicationStatistics statistics() {
        Left now = left;
        return new PublicationStatistics(relayed.sum(), setAside.sum(), now.waiting(), age(now.since()));
    }
}
