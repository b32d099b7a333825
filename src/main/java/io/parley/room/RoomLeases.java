package io.parley.room;

import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The leases of one room, of all nodes of a process, and who follows them. Not thread-safe: guarded by the
 * {@link LeaseTable}.
 */
final class RoomLeases {

    private record Hold(LocalLeases node, User user) {}

    /** Never an empty list; the first holder's name counts. */
    private final Map<UserKey, List<Hold>> holds = new HashMap<>();

    private final List<PresenceLeases.Listener> followers = new ArrayList<>(1);

    void follow(PresenceLeases.Listener listener) {
        followers.add(listener);
        holds.values().forEach(holders -> listener.came(holders.get(0).user()));
    }

    void unfollow(PresenceLeases.Listener listener) {
        followers.remove(listener);
    }

    void hold(LocalLeases node, User user) {
        List<Hold> after = new ArrayList<>(holders(user.key()));
        Hold hold = new Hold(node, user);
        int known = indexOf(node, after);
        if (known < 0) {
            after.add(hold);
        } else {
            after.set(known, hold);
        }
        set(user.key(), after);
    }

    void giveUp(LocalLeases node, UserKey user) {
        List<Hold> after = new ArrayList<>(holders(user));
        after.removeIf(hold -> hold.node() == node);
        set(user, after);
    }

    /** Gives up all that a node holds. */
    void giveUp(LocalLeases node) {
        Set.copyOf(holds.keySet()).forEach(user -> giveUp(node, user));
    }

    boolean isEmpty() {
        return holds.isEmpty() && followers.isEmpty();
    }

    private void set(UserKey user, List<Hold> after) {
        Optional<User> was = first(holders(user));
        Optional<User> is = first(after);
        if (after.isEmpty()) {
            holds.remove(user);
        } else {
            holds.put(user, List.copyOf(after));
        }
        if (!was.equals(is)) {
            was.ifPresent(gone -> followers.forEach(follower -> follower.gone(gone)));
            is.ifPresent(came -> followers.forEach(follower -> follower.came(came)));
        }
    }

    private List<Hold> holders(UserKey user) {
        return holds.getOrDefault(user, List.of());
    }

    private static Optional<User> first(List<Hold> holders) {
        return holders.isEmpty() ? Optional.empty() : Optional.of(holders.get(0).user());
    }

    private static int indexOf(LocalLeases node, List<Hold> holders) {
        for (int i = 0; i < holders.size(); i++) {
            if (holders.get(i).node() == node) {
                return i;
            }
        }
        return -1;
    }
}
