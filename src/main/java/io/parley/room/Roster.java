package io.parley.room;

import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The users who are present in a room, on any node, in the order of names. Not thread-safe: guarded by its room's lock.
 */
final class Roster {

    private static final Comparator<User> OF_ONE_NAME = Comparator.<User, UserKey.Kind>comparing(
                    user -> user.key().kind())
            .thenComparing(user -> user.key().id());

    private final NavigableSet<User> users = new TreeSet<>(Roster::byName);

    private static int byName(User one, User other) {
        int names = one.name().compareTo(other.name());
        return names == 0 ? OF_ONE_NAME.compare(one, other) : names;
    }

    void add(User user) {
        users.add(user);
    }

    void remove(User user) {
        users.remove(user);
    }

    int size() {
        return users.size();
    }

    /** Whether anybody present is called so. */
    boolean bears(String name) {
        @Nullable User next = users.ceiling(first(name));
        return next != null && next.name().equals(name);
    }

    /** A page of names: those behind {@code after}, without going through the ones before. */
    List<String> names(Optional<String> after, long limit) {
        NavigableSet<User> rest =
                after.map(name -> users.tailSet(first(name + '\0'), true)).orElse(users);
        return rest.stream().map(User::name).limit(limit).toList();
    }

    private static User first(String name) {
        return new User(new UserKey(UserKey.Kind.PRINCIPAL, ""), name);
    }
}
