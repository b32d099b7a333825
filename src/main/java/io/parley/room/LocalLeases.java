package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The presence leases of a node that shares them within its process only. May be used by any thread; listeners are
 * called, and stages complete, before a method returns.
 */
public final class LocalLeases implements PresenceLeases {

    private static final int RENEWALS_PER_LEASE = 3;
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final LeaseTable table;
    private final Timer timer;
    private final InstantSource clock;
    private final Duration lease;

    /**
     * A node that holds nothing; {@link #start} is still to be called.
     *
     * @param table shared with the other nodes
     * @param timer for renewals; a node whose timer has stopped is dead
     * @param clock the time, by which all nodes go
     * @param lease how long a dead node's users stay
     */
    public LocalLeases(LeaseTable table, Timer timer, InstantSource clock, Duration lease) {
        this.table = table;
        this.timer = timer;
        this.clock = clock;
        this.lease = lease;
    }

    /** Renews all that is held, ends what other nodes have not renewed, and goes on with it. Called once. */
    public void start() {
        try {
            renew();
            table.endOverdue(clock.instant());
        } finally {
            timer.after(lease.dividedBy(RENEWALS_PER_LEASE), this::start);
        }
    }

    /** To hold something is a sign of life, too. */
    private void renew() {
        table.renew(this, clock.instant().plus(lease));
    }

    @Override
    public Following follow(RoomName room, Listener listener) {
        table.change(room, leases -> leases.follow(listener));
        return () -> table.change(room, leases -> leases.unfollow(listener));
    }

    @Override
    public CompletionStage<Void> hold(RoomName room, User user) {
        renew();
        table.change(room, leases -> leases.hold(this, user));
        return DONE;
    }

    @Override
    public CompletionStage<Void> giveUp(RoomName room, UserKey user) {
        table.change(room, leases -> leases.giveUp(this, user));
        return DONE;
    }
}
