package io.parley.room;

import io.parley.protocol.Event;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who came and went since presence was last told; somebody who did both under one name cancels out. Not thread-safe:
 * guarded by its room's lock.
 */
final class PresenceBatch {

    private final Map<User, Boolean> changes = new LinkedHashMap<>();
    private boolean due;

    /** Notes a change; true where the caller has to arrange for {@link #take}. */
    boolean note(User user, boolean came) {
        @Nullable Boolean before = changes.remove(user);
        if (before == null || before == came) {
            changes.put(user, came);
        }
        boolean arrange = !due;
        due = true;
        return arrange;
    }

    /** Notes what another one has gathered, behind what was noted here. */
    void noteAll(PresenceBatch later) {
        later.changes.forEach(this::note);
    }

    /** Takes what has gathered, to be told to some now and to others later. */
    PresenceBatch take() {
        PresenceBatch taken = new PresenceBatch();
        taken.changes.putAll(changes);
        changes.clear();
        return taken;
    }

    /**
     * What has gathered, to be told: with names where the room has few enough users. Empty where nothing did. A name
     * that somebody else still bears is among those who left, and among those who joined: a reader who keeps a set of
     * names has it right.
     */
    Optional<Event.Presence> event(RoomName room, Roster present, int maxNames) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Set<String> joined = new LinkedHashSet<>();
        Set<String> left = new LinkedHashSet<>();
        if (present.size() <= maxNames) {
            changes.forEach((user, came) -> (came ? joined : left).add(user.name()));
            left.stream().filter(present::bears).forEach(joined::add);
        }
        return Optional.of(new Event.Presence(room, List.copyOf(joined), List.copyOf(left), present.size()));
    }

    /**
     * What was taken has been told, to all or not; true where more has gathered since, or somebody has not been told,
     * and the caller has to arrange again.
     */
    boolean told(boolean toAll) {
        due = !toAll || !changes.isEmpty();
        return due;
    }
}
