package io.parley.log.feed;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the logs of all rooms take of the memory together, held against a bound: entries by their size, and beside it a
 * flat rate for each entry and for each idempotency key.
 *
 * <p>Any thread may call. It only counts: who adds keeps within the bound.
 */
public final class MemoryBudget {

    /** What an entry takes beside its {@link io.parley.protocol.ChatMessage#sizeBytes()}: its objects, its place. */
    public static final int ENTRY_BYTES = 256;

    /** What a remembered key takes: the user, the key, and what is kept of its entry. */
    public static final int KEY_BYTES = 256;

    /** One part in this many is for keys: they are never forgotten early, and must not push out what was said. */
    private static final int KEY_SHARE = 4;

    private final long maxBytes;
    private final AtomicLong entryBytes = new AtomicLong();
    private final AtomicLong keyBytes = new AtomicLong();

    /**
     * Nothing is taken yet.
     *
     * @param maxBytes what may be
     */
    public MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * What is taken now.
     *
     * @return bytes, as they are counted
     */
    public long usedBytes() {
        return entryBytes.get() + keyBytes.get();
    }

    /**
     * Whether more is taken than the bound.
     *
     * @return true where something has to be given back
     */
    public boolean isUsedUp() {
        return usedBytes() > maxBytes;
    }

    /**
     * Whether there is no place for another key.
     *
     * @return true where one more would pass the keys' share
     */
    public boolean isOutOfKeys() {
        return keyBytes.get() + KEY_BYTES > maxBytes / KEY_SHARE;
    }

    /**
     * Counts an entry, which may pass the bound.
     *
     * @param sizeBytes its size
     */
    public void addEntry(int sizeBytes) {
        entryBytes.addAndGet(ENTRY_BYTES + sizeBytes);
    }

    /**
     * An entry is gone.
     *
     * @param sizeBytes its size
     */
    public void removeEntry(int sizeBytes) {
        entryBytes.addAndGet(-(ENTRY_BYTES + sizeBytes));
    }

    /**
     * Counts a key, unless the keys would then pass their share of the bound.
     *
     * @return whether it has a place
     */
    public boolean addKey() {
        boolean fits = keyBytes.addAndGet(KEY_BYTES) <= maxBytes / KEY_SHARE;
        if (!fits) {
            removeKey();
        }
        return fits;
    }

    /** A key is forgotten. */
    public void removeKey() {
        keyBytes.addAndGet(-KEY_BYTES);
    }
}
