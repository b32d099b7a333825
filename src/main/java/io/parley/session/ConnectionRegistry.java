package io.parley.session;

import io.parley.protocol.UserKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this node that are open, by id and by user: no operation goes through all of them. May be used by
 * any thread; a user's set is touched only within the map's atomic operations.
 */
public final class ConnectionRegistry {

    private final Map<String, LiveConnection> byId = new ConcurrentHashMap<>();
    private final Map<UserKey, List<LiveConnection>> byUser = new ConcurrentHashMap<>();
    private final int maxPerUser;

    /**
     * Nobody is connected yet.
     *
     * @param maxPerUser connections of one user, above which the oldest is surplus; 0 for any number
     */
    public ConnectionRegistry(int maxPerUser) {
        this.maxPerUser = maxPerUser;
    }

    /** Takes a connection up. */
    void add(LiveConnection connection) {
        byId.put(connection.id(), connection);
        byUser.compute(connection.user().key(), (user, known) -> {
            List<LiveConnection> all = known == null ? new ArrayList<>(1) : known;
            all.add(connection);
            return all;
        });
    }

    /** The oldest connection of a user who has too many, which no longer counts as one of the user's. */
    Optional<LiveConnection> surplus(UserKey user) {
        AtomicReference<@Nullable LiveConnection> surplus = new AtomicReference<>();
        byUser.computeIfPresent(user, (key, known) -> {
            if (maxPerUser > 0 && known.size() > maxPerUser) {
                surplus.set(known.remove(0));
            }
            return known;
        });
        return Optional.ofNullable(surplus.get());
    }

    /** Lets go of a connection; does nothing where it is not here. */
    void remove(LiveConnection connection) {
        byId.remove(connection.id(), connection);
        byUser.computeIfPresent(connection.user().key(), (user, known) -> {
            known.remove(connection);
            return known.isEmpty() ? null : known;
        });
    }

    /**
     * Looks one up.
     *
     * @param id its id
     * @return the connection, where it is open
     */
    public Optional<LiveConnection> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Those of a user.
     *
     * @param user who
     * @return oldest first
     */
    public List<Connection> ofUser(UserKey user) {
        List<Connection> found = new ArrayList<>();
        byUser.computeIfPresent(user, (key, known) -> {
            found.addAll(known);
            return known;
        });
        return found;
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int count() {
        return byId.size();
    }

    /** Users that are connected. */
    int users() {
        return byUser.size();
    }

    /**
     * All of them.
     *
     * @return a view: those that come or go meanwhile may be in it or not
     */
    public Collection<LiveConnection> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}
