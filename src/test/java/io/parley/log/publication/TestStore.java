package io.parley.log.publication;

import io.parley.log.LogUnavailableException;
import io.parley.log.publication.WrittenPublication.Author;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Publications in memory. */
final class TestStore implements PublicationStore {

    static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00Z");

    private static final Author SYSTEM = new Author("SYSTEM", "system", "system");

    final Map<Long, WrittenPublication> waiting = new TreeMap<>();
    final Map<Long, String> setAside = new TreeMap<>();

    /** How often somebody has looked. */
    int looks;

    boolean failing;

    boolean failingToTake;

    long write(String room, String text) {
        long id = 1L + waiting.size() + setAside.size();
        waiting.put(id, publication(id, room, text));
        return id;
    }

    static WrittenPublication publication(long id, String room, String text) {
        return new WrittenPublication(
                id, "uid" + id, room, SYSTEM, Optional.empty(), text, Optional.empty(), WRITTEN.plusSeconds(id));
    }

    @Override
    public List<WrittenPublication> oldest(int most, int mostChars, Set<String> leftOut) {
        requireWorking();
        looks++;
        return waiting.values().stream()
                .filter(publication -> !leftOut.contains(publication.room()))
                .limit(most)
                .toList();
    }

    @Override
    public int count(int most) {
        return Math.min(most, waiting.size());
    }

    @Override
    public void take(Collection<Long> ids) {
        requireWorking();
        if (failingToTake) {
            throw new LogUnavailableException("on purpose", false);
        }
        waiting.keySet().removeAll(ids);
    }

    @Override
    public void setAside(Map<Long, String> reasons) {
        requireWorking();
        waiting.keySet().removeAll(reasons.keySet());
        setAside.putAll(reasons);
    }

    private void requireWorking() {
        if (failing) {
            throw new LogUnavailableException("on purpose", false);
        }
    }
}
