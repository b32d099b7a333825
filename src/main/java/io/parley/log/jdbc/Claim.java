package io.parley.log.jdbc;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.Entry;
import io.parley.protocol.ChatMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction is to write into one room: entries that follow the newest, and the answers that their senders
 * get once it is committed. For one thread.
 */
final class Claim {

    private final RoomRow before;
    private final Map<KeyDigest, KeySql.Stored> known;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<KeyDigest, KeySql.Stored> newKeys = new LinkedHashMap<>();
    private final Map<PendingDraft, Appended> answers = new LinkedHashMap<>();
    private final List<Long> publications = new ArrayList<>();

    /**
     * A claim.
     *
     * @param before the room as it was read
     * @param known the drafts' keys that are stored, and whose window is not over
     * @param now the time by this node's clock; an entry is never stored before the one before it
     * @param drafts in the order of their coming
     */
    Claim(RoomRow before, Map<KeyDigest, KeySql.Stored> known, Instant now, List<PendingDraft> drafts) {
        this.before = before;
        this.known = known;
        this.now = now.isBefore(before.newestAt()) ? before.newestAt() : now;
        drafts.forEach(this::add);
    }

    private void add(PendingDraft pending) {
        pending.publication().ifPresent(publications::add);
        KeySql.Stored first = pending.key().map(this::stored).orElse(null);
        if (first == null) {
            Entry entry = entry(pending.draft(), pending.draft().uid(), before.newest() + entries.size() + 1, now);
            entries.add(entry);
            pending.key().ifPresent(key -> newKeys.put(key, new KeySql.Stored(entry.uid(), entry.seq(), now)));
            answers.put(pending, new Appended(entry, false));
        } else {
            Entry entry = entry(pending.draft(), first.uid(), first.seq(), first.sentAt());
            answers.put(pending, new Appended(entry, true));
        }
    }

    private KeySql.@Nullable Stored stored(KeyDigest key) {
        KeySql.Stored stored = known.get(key);
        return stored == null ? newKeys.get(key) : stored;
    }

    private static Entry entry(Draft draft, String uid, long seq, Instant sentAt) {
        return new Entry(uid, new ChatMessage(seq, draft.id(), draft.from(), draft.body(), sentAt));
    }

    /** The room as it was read. */
    RoomRow before() {
        return before;
    }

    /** The room as it is when this has been committed. */
    RoomRow after() {
        return entries.isEmpty() ? before : before.grown(before.newest() + entries.size(), now);
    }

    /** The new entries, in seq order. */
    List<Entry> entries() {
        return entries;
    }

    /** The keys of the new entries. */
    Map<KeyDigest, KeySql.Stored> newKeys() {
        return newKeys;
    }

    /** The publications that stand in the log with this, and nowhere else. */
    List<Long> publications() {
        return publications;
    }

    /** What each of the senders is told. */
    Map<PendingDraft, Appended> answers() {
        return answers;
    }
}
