package io.parley.log.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the logs of all rooms take of the memory together, held against a bound: entries by their size, and beside it a
 * flat rate for each entry and for each idempotency key.
 *
 * <p>Any thread may call. It only counts: who adds keeps within the bound.
 */
final class MemoryBudget {

    /** What an entry takes beside its {@link io.parley.protocol.ChatMessage#sizeBytes()}: its objects, its place. */
    static final int ENTRY_BYTES = 256;

    /** What a remembered key takes: the user, the key, and what is kept of its entry. */
    static final int KEY_BYTES = 256;

    /** One part in this many is for keys: they are never forgotten early, and must not push out what was said. */
    private static final int KEY_SHARE = 4;

    private final long maxBytes;
    private final AtomicLong entryBytes = new AtomicLong();
    private final AtomicLong keyBytes = new AtomicLong();

    MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What is taken now. */
    long usedBytes() {
        return entryBytes.get() + keyBytes.get();
    }

    /** Whether more is taken than the bound. */
    boolean isUsedUp() {
        return usedBytes() > maxBytes;
    }

    /** Whether there is no place for another key. */
    boolean isOutOfKeys() {
        return keyBytes.get() + KEY_BYTES > maxBytes / KEY_SHARE;
    }

    /** Counts an entry of this size, which may pass the bound. */
    void addEntry(int sizeBytes) {
        entryBytes.addAndGet(ENTRY_BYTES + sizeBytes);
    }

    /** An entry of this size is gone. */
    void removeEntry(int sizeBytes) {
        entryBytes.addAndGet(-(ENTRY_BYTES + sizeBytes));
    }

    /** Counts a key, unless the keys would then pass their share of the bound: whether it has a place. */
    boolean addKey() {
        boolean fits = keyBytes.addAndGet(KEY_BYTES) <= maxBytes / KEY_SHARE;
        if (!fits) {
            removeKey();
        }
        return fits;
    }

    /** A key is forgotten. */
    void removeKey() {
        keyBytes.addAndGet(-KEY_BYTES);
    }
}
