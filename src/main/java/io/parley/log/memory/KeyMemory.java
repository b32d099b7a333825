package io.parley.log.memory;

import io.parley.log.Entry;
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
 * time.
 *
 * <p>Not thread-safe: every field is guarded by the {@link MemoryRoom} that owns the memory.
 */
final class KeyMemory {

    private final int maxKeys;
    private final Duration window;

    /** The oldest first, since what is remembered later was stored no earlier. */
    private final Map<Scope, Stored> known = new LinkedHashMap<>();

    KeyMemory(int maxKeys, Duration window) {
        this.maxKeys = maxKeys;
        this.window = window;
    }

    /** What was stored under the user's key, where that is known. Forgets the keys whose window is over. */
    Optional<Stored> find(UserKey user, String key, Instant now) {
        forgetUntil(now);
        return Optional.ofNullable(known.get(new Scope(user, key)));
    }

    /** Whether there is no place for another key. */
    boolean isFull() {
        return known.size() >= maxKeys;
    }

    /** Remembers a key that is not known, from the time when its entry was stored. */
    void remember(UserKey user, String key, Entry first) {
        known.put(
                new Scope(user, key),
                new Stored(first.uid(), first.seq(), first.message().sentAt()));
    }

    private void forgetUntil(Instant now) {
        Iterator<Stored> oldest = known.values().iterator();
        while (oldest.hasNext() && isOver(oldest.next(), now)) {
            oldest.remove();
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
