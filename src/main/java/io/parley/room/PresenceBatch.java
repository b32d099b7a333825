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
 * Who came and went since presence was last told. Somebody who did both under one name cancels out, unless whoever is
 * told may have {@linkplain #look seen} the first, and has to be told of the second. Not thread-safe: guarded by its
 * room's lock.
 */
final class PresenceBatch {

    /** So many who did both are kept because they may have been seen; of more, the number of users alone tells. */
    static final int MOST_BOTH = 500;

    private final Map<User, Change> changes = new LinkedHashMap<>();
    private long looks;
    private boolean due;
    private int both;
    private boolean counts;

    /**
     * What became of a user.
     *
     * @param first whether it came, at first
     * @param last whether it came, at last
     * @param looks how many there had been at first
     */
    private record Change(boolean first, boolean last, long looks) {

        /** Whether it did both, and is as it was before. */
        boolean isBoth() {
            return first != last;
        }
    }

    /** Notes a change; true where the caller has to arrange for {@link #take}. */
    boolean note(User user, boolean came) {
        merge(user, new Change(came, came, looks), looks);
        boolean arrange = !due;
        due = true;
        return arrange;
    }

    /**
     * Notes what another one has gathered, behind what was noted here.
     *
     * @param lookedAt the number of the last look of whoever is told; 0 where there was none
     */
    void noteAll(PresenceBatch later, long lookedAt) {
        counts |= later.counts && lookedAt > 0;
        later.changes.forEach((user, change) -> merge(user, change, lookedAt));
    }

    private void merge(User user, Change change, long lookedAt) {
        @Nullable Change before = changes.remove(user);
        both -= before != null && before.isBoth() ? 1 : 0;
        Change merged = before == null ? change : new Change(before.first(), change.last(), before.looks());
        if (!merged.isBoth() || lookedAt > merged.looks()) {
            changes.put(user, merged);
            both += merged.isBoth() ? 1 : 0;
        }
        if (both > MOST_BOTH) {
            changes.values().removeIf(Change::isBoth);
            both = 0;
            counts = true;
        }
    }

    /** Somebody is told who is there, or how many; the number of that look, from 1 on. */
    long look() {
        looks++;
        return looks;
    }

    /** Takes what has gathered, to be told to some now and to others later. */
    PresenceBatch take() {
        PresenceBatch taken = new PresenceBatch();
        taken.changes.putAll(changes);
        taken.counts = counts;
        changes.clear();
        both = 0;
        counts = false;
        return taken;
    }

    /**
     * What has gathered, to be told: with names where the room has few enough users. Empty where nothing did. A name
     * that somebody else still bears is among those who left, and among those who joined: a reader who keeps a set of
     * names has it right.
     */
    Optional<Event.Presence> event(RoomName room, Roster present, int maxNames) {
        if (changes.isEmpty() && !counts) {
            return Optional.empty();
        }
        Set<String> joined = new LinkedHashSet<>();
        Set<String> left = new LinkedHashSet<>();
        if (present.size() <= maxNames) {
            changes.forEach((user, change) -> (change.last() ? joined : left).add(user.name()));
            left.stream().filter(present::bears).forEach(joined::add);
        }
        return Optional.of(new Event.Presence(room, List.copyOf(joined), List.copyOf(left), present.size()));
    }

    /**
     * What was taken has been told, to all or not; true where more has gathered since, or somebody has not been told,
     * and the caller has to arrange again.
     */
    boolean told(boolean toAll) {
        due = !toAll || !changes.isEmpty() || counts;
        return due;
    }
}
