package io.parley.room;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.Outbound;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who is present in a room. It counts this node's connections, lets users linger who were dropped, holds a lease for
 * each user who is here, and tells what the leases say of all nodes: to the members in batches, to the application at
 * once.
 *
 * <p>May be used by any thread. Fields are guarded by the room's lock, which it is given; the leases are called outside
 * of it, under a lock of their own that keeps their order and that nobody else takes. Whoever is here or lingers keeps
 * the room alive.
 */
final class Presence implements PresenceLeases.Listener {

    /** A user's stay on this node, from the first connection to the end of the grace. */
    private static final class Stay {
        private User user;
        private int connections;
        private int drops;
        private Timer.Scheduled grace = () -> {};

        /** What the leases were last told, guarded by their lock. */
        private @Nullable User held;

        private CompletionStage<Void> known = CompletableFuture.completedFuture(null);

        private Stay(User user) {
            this.user = user;
        }
    }

    private final RoomKit kit;
    private final Lease roomLease;
    private final RoomNews news;
    private final Audience audience;
    private final Object leaseLock = new Object();

    private final Object lock;
    private final Map<UserKey, Stay> stays = new HashMap<>();
    private final Roster roster = new Roster();
    private final PresenceBatch batch = new PresenceBatch();
    private PresenceLeases.Following following = () -> {};

    /** The members that want to hear of it. */
    @FunctionalInterface
    interface Audience {

        /** Called outside of the lock, with the event for all and what it tells; whether all have been told of all. */
        boolean hears(Optional<EncodedEvent> event, PresenceBatch changes);
    }

    /** Nobody is present. */
    Presence(RoomKit kit, Object lock, Lease roomLease, RoomNews news, Audience audience) {
        this.kit = kit;
        this.lock = lock;
        this.roomLease = roomLease;
        this.news = news;
        this.audience = audience;
    }

    /** Begins to follow the leases. Called once. */
    void follow() {
        PresenceLeases.Following made = kit.context().leases().follow(news.room(), this);
        synchronized (lock) {
            following = made;
        }
    }

    /** All who are here on this node, or linger, are gone: the room is about to end, and has no place for them. */
    void leaveAll() {
        List<UserKey> present;
        synchronized (lock) {
            stays.values().forEach(stay -> stay.grace.cancel());
            present = List.copyOf(stays.keySet());
            stays.clear();
        }
        present.forEach(this::settle);
    }

    /** Follows no more: the room has ended. */
    void end() {
        following().end();
    }

    private PresenceLeases.Following following() {
        synchronized (lock) {
            return following;
        }
    }

    /** Counts a connection. Under the lock, while the room is held; {@link #settle} has to follow. */
    void arrive(User user) {
        @Nullable Stay stay = stays.get(user.key());
        if (stay == null) {
            stay = new Stay(user);
            stays.put(user.key(), stay);
            roomLease.hold();
        }
        if (stay.connections == 0) {
            stay.grace.cancel();
            stay.user = user;
        }
        stay.connections++;
    }

    /** Discounts a connection that was counted. The last one says how its user goes. Not under the lock. */
    void depart(User user, Departure departure) {
        synchronized (lock) {
            @Nullable Stay stay = stays.get(user.key());
            if (stay == null || --stay.connections > 0 || (departure == Departure.DROPPED && lingers(stay))) {
                return;
            }
            stays.remove(user.key());
        }
        settle(user.key()).thenRun(roomLease::release);
    }

    private boolean lingers(Stay stay) {
        Duration grace = kit.settings().presence().grace();
        int drop = ++stay.drops;
        if (!grace.isZero()) {
            stay.grace = kit.context().timer().after(grace, () -> graceOver(stay, drop));
        }
        return !grace.isZero();
    }

    private void graceOver(Stay stay, int drop) {
        UserKey key;
        synchronized (lock) {
            key = stay.user.key();
            boolean cameBack = stay.connections > 0 || stay.drops > drop;
            if (cameBack || !stays.remove(key, stay)) {
                return;
            }
        }
        settle(key).thenRun(roomLease::release);
    }

    /**
     * Lets the leases know whether a user is here now. Not under the lock.
     *
     * @return completes when the room knows who is present, this user included
     */
    CompletionStage<Void> settle(UserKey key) {
        synchronized (leaseLock) {
            @Nullable Stay stay;
            @Nullable User user;
            synchronized (lock) {
                stay = stays.get(key);
                user = stay == null ? null : stay.user;
            }
            if (stay == null || user == null) {
                return leases().giveUp(news.room(), key);
            }
            if (!user.equals(stay.held)) {
                stay.held = user;
                stay.known = leases().hold(news.room(), user);
            }
            return stay.known;
        }
    }

    private PresenceLeases leases() {
        return kit.context().leases();
    }

    @Override
    public void came(User user) {
        synchronized (lock) {
            roster.add(user);
            note(user, true);
            news.joined(user);
        }
    }

    @Override
    public void gone(User user) {
        synchronized (lock) {
            roster.remove(user);
            note(user, false);
            news.left(user);
            @Nullable Stay stay = stays.get(user.key());
            if (stay != null && stay.user.equals(user)) {
                kit.context().timer().after(Duration.ZERO, () -> holdAnew(stay));
            }
        }
    }

    /** The lease ran out while the user was here. */
    private void holdAnew(Stay stay) {
        synchronized (leaseLock) {
            stay.held = null;
        }
        settle(stay.user.key());
    }

    private void note(User user, boolean came) {
        if (batch.note(user, came)) {
            arrange();
        }
    }

    private void arrange() {
        kit.context().timer().after(kit.settings().presence().batch(), this::tell);
    }

    private void tell() {
        PresenceBatch taken;
        Optional<Event.Presence> changed;
        synchronized (lock) {
            taken = batch.take();
            changed = event(taken);
        }
        boolean toAll = false;
        try {
            toAll = audience.hears(changed.map(this::encode), taken);
        } finally {
            synchronized (lock) {
                if (batch.told(toAll)) {
                    arrange();
                }
            }
        }
    }

    private Optional<Event.Presence> event(PresenceBatch changes) {
        return changes.event(news.room(), roster, kit.settings().presence().names());
    }

    private EncodedEvent encode(Event.Presence event) {
        return kit.context().encoder().encode(Outbound.of(event));
    }

    /** What somebody has missed, as one event; empty where it comes to nothing. Under the lock. */
    Optional<EncodedEvent> merged(PresenceBatch missed) {
        return event(missed).map(this::encode);
    }

    /** How many users are present. */
    int size() {
        synchronized (lock) {
            return roster.size();
        }
    }

    /** A member is about to be told who is present, or how many are; the number of that look. Under the lock. */
    long look() {
        return batch.look();
    }

    /** A page of them. */
    UserPage users(Optional<String> after, int limit) {
        synchronized (lock) {
            List<String> names = roster.names(after, limit + 1L);
            List<String> page = List.copyOf(names.subList(0, Math.min(limit, names.size())));
            return new UserPage(page, names.size() > limit, roster.size());
        }
    }
}
