package io.parley.log.memory;

import io.parley.log.Entry;
import io.parley.log.feed.MemoryBudget;
import io.parley.protocol.UserKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The idempotency keys of one room within the window, each with the place of the entry that was stored under it. It
 * holds no entry, so a text that falls out of the ring is not kept by its key. A key is never forgotten before its
 * time, unless the log itself ends.
 *
 * <p>Not thread-safe: every field is guarded by the {@link MemoryRoom} that owns the memory.
 */
final class KeyMemory {

    private final int maxKeys;
    private final Duration window;
    private final MemoryBudget budget;

    /** The oldest first, since what is remembered later was stored no earlier. */
    private final Map<Scope, Stored> known = new LinkedHashMap<>();

    KeyMemory(int maxKeys, Duration window, MemoryBudget budget) {
        this.maxKeys = maxKeys;
        this.window = window;
        this.budget = budget;
    }

    /** What was stored under the user's key, where that is known. */
    Optional<Stored> find(UserKey user, String key) {
        return Optional.ofNullable(known.get(new Scope(user, key)));
    }

    /**
     * Remembers a key that is not known, from the time when its entry was stored.
     *
     * @return false where there is no place for another key, in this room or in all together
     */
    boolean remember(UserKey user, String key, Entry first) {
        boolean fits = known.size() < maxKeys && budget.addKey();
        if (fits) {
            known.put(
                    new Scope(user, key),
                    new Stored(first.uid(), first.seq(), first.message().sentAt()));
        }
        return fits;
    }

    /** What the keys count for. */
    long countedBytes() {
        return (long) known.size() * MemoryBudget.KEY_BYTES;
    }

    /** Forgets all keys, whatever their time: the room's log has ended. */
    void clear() {
        known.keySet().forEach(key -> budget.removeKey());
        known.clear();
    }

    /** Forgets the keys whose window is over. */
    void forgetUntil(Instant now) {
        Iterator<Stored> oldest = known.values().iterator();
        while (oldest.hasNext() && isOver(oldest.next(), now)) {
            oldest.remove();
            budget.removeKey();
        }
    }

    private boolean isOver(Stored entry, Instant now) {
        return Duration.between(entry.sentAt(), now).compareTo(window) >= 0;
    }

    /** What is kept of an entry. */
    record Stored(String uid, long seq, Instant sentAt) {}

    /** Comparable so that keys which a client chose to share one hash code are still found fast. */
    private record Scope(UserKey user, String key) implements Comparable<Scope> {

        private static final Comparator<Scope> ORDER = Comparator.comparing(Scope::key)
                .thenComparing(scope -> scope.user().id())
                .thenComparing(scope -> scope.user().kind());

        @Override
        public int compareTo(Scope other) {
            return ORDER.compare(this, other);
        }
    }
}
