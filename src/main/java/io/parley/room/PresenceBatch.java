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
 * Who came and went since presence was last told. Somebody who did both under one name cancels out, unless somebody
 * looked in between, and has to be told of the second. Not thread-safe: guarded by its room's lock.
 */
final class PresenceBatch {

    private final Map<User, Change> changes = new LinkedHashMap<>();
    private boolean due;

    /**
     * What became of a user.
     *
     * @param looks how often somebody had looked at who is there
     * @param seen whether somebody has looked since the first of the changes that are merged in it
     */
    private record Change(boolean came, long looks, boolean seen) {

        /** Both in one; null where the second takes back the first. */
        @Nullable
        Change and(Change later) {
            boolean looked = seen || later.seen || looks != later.looks;
            return came == later.came || looked ? new Change(later.came, later.looks, looked) : null;
        }
    }

    /**
     * Notes a change; true where the caller has to arrange for {@link #take}.
     *
     * @param looks how often somebody has looked at who is there, which shows all changes so far
     */
    boolean note(User user, boolean came, long looks) {
        return note(user, new Change(came, looks, false));
    }

    private boolean note(User user, Change change) {
        @Nullable Change before = changes.remove(user);
        @Nullable Change merged = before == null ? change : before.and(change);
        if (merged != null) {
            changes.put(user, merged);
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
            changes.forEach((user, change) -> (change.came() ? joined : left).add(user.name()));
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
