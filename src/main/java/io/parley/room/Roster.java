package io.parley.room;

import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The users in a room: how many connections each has, and their names in order. Not thread-safe: guarded by its room's
 * lock.
 */
final class Roster {

    private static final class Stay {
        private final User user;
        private int connections;

        private Stay(User user) {
            this.user = user;
        }
    }

    private static final Comparator<User> BY_NAME = Comparator.comparing(User::name)
            .thenComparing(user -> user.key().kind())
            .thenComparing(user -> user.key().id());

    private final Map<UserKey, Stay> stays = new HashMap<>();
    private final TreeMap<User, Stay> byName = new TreeMap<>(BY_NAME);

    /** Counts a connection; true where it is the user's first. */
    boolean add(User user) {
        @Nullable Stay stay = stays.get(user.key());
        boolean first = stay == null;
        if (stay == null) {
            stay = new Stay(user);
            stays.put(user.key(), stay);
            byName.put(user, stay);
        }
        stay.connections++;
        return first;
    }

    /** Discounts a connection; the user as first counted, where it was the last one. */
    Optional<User> remove(User user) {
        @Nullable Stay stay = stays.get(user.key());
        if (stay == null || --stay.connections > 0) {
            return Optional.empty();
        }
        stays.remove(user.key());
        byName.remove(stay.user);
        return Optional.of(stay.user);
    }

    int size() {
        return stays.size();
    }

    /** A page of names: those behind {@code after}, without going through the ones before. */
    List<String> names(Optional<String> after, int limit) {
        Set<User> rest =
                after.map(name -> byName.tailMap(firstBehind(name)).keySet()).orElseGet(byName::keySet);
        return rest.stream().map(User::name).limit(limit).toList();
    }

    private static User firstBehind(String name) {
        return new User(new UserKey(UserKey.Kind.PRINCIPAL, ""), name + '\0');
    }
}
