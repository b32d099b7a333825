package io.parley.log.jdbc;

import io.parley.protocol.RoomName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Idempotency keys of which nobody can tell now whether they are stored: those that are being stored, and those whose
 * outcome was never told. Whoever sends one again and is refused must not believe that nothing was stored.
 *
 * <p>Bounded: beyond that, those that came first are taken for settled. Any thread may call.
 */
final class KeysInDoubt {

    private final int most;

    /** Guarded by this. */
    private final Set<Key> beingStored = new HashSet<>();

    /** Guarded by this. In the order of their coming. */
    private final Set<Key> neverTold = new LinkedHashSet<>();

    private record Key(RoomName room, KeyDigest digest) {}

    /**
     * None yet.
     *
     * @param most how many outcomes that were never told are remembered, beside those that are being stored
     */
    KeysInDoubt(int most) {
        this.most = most;
    }

    /** Drafts are being stored. */
    synchronized void begin(List<PendingDraft> drafts) {
        beingStored.addAll(keys(drafts));
    }

    /** They have been stored. */
    synchronized void stored(List<PendingDraft> drafts) {
        List<Key> keys = keys(drafts);
        keys.forEach(beingStored::remove);
        keys.forEach(neverTold::remove);
    }

    /** They have not: what is in doubt of the same keys remains so. */
    synchronized void notStored(List<PendingDraft> drafts) {
        keys(drafts).forEach(beingStored::remove);
    }

    /** Nobody has told whether they have. */
    synchronized void neverTold(List<PendingDraft> drafts) {
        List<Key> keys = keys(drafts);
        keys.forEach(beingStored::remove);
        neverTold.addAll(keys);
        Iterator<Key> oldest = neverTold.iterator();
        while (neverTold.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Whether a draft's key may be stored. */
    synchronized boolean holds(PendingDraft draft) {
        return keys(List.of(draft)).stream().anyMatch(key -> beingStored.contains(key) || neverTold.contains(key));
    }

    private static List<Key> keys(Collection<PendingDraft> drafts) {
        return drafts.stream()
                .flatMap(draft -> draft.key().map(digest -> new Key(draft.room(), digest)).stream())
                .toList();
    }
}
