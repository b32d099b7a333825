package io.parley.room;

import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who came and went since presence was last told; somebody who did both cancels out. Not thread-safe: guarded by its
 * room's lock.
 */
final class PresenceBatch {

    private record Change(String name, boolean came) {}

    private final Map<UserKey, Change> changes = new LinkedHashMap<>();
    private boolean due;

    /** Notes a change; true where the caller has to arrange for {@link #take}. */
    boolean note(User user, boolean came) {
        @Nullable Change before = changes.remove(user.key());
        if (before == null || before.came() == came) {
            changes.put(user.key(), new Change(user.name(), came));
        }
        boolean arrange = !due;
        due = true;
        return arrange;
    }

    /** Takes what has gathered, to be told: with names where the room has few enough users. Empty where nothing did. */
    Optional<Event.Presence> take(RoomName room, int users, int maxNames) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        List<String> joined = new ArrayList<>();
        List<String> left = new ArrayList<>();
        if (users <= maxNames) {
            changes.values().forEach(change -> (change.came() ? joined : left).add(change.name()));
        }
        changes.clear();
        return Optional.of(new Event.Presence(room, joined, left, users));
    }

    /** What was taken has been told; true where more has gathered since, and the caller has to arrange again. */
    boolean told() {
        due = !changes.isEmpty();
        return due;
    }
}
