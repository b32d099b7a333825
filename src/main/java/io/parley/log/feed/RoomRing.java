package io.parley.log.feed;

import io.parley.log.Entry;
import io.parley.log.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of a room, bounded in number and in bytes. The entry with a given seq is found without a search.
 *
 * <p>Not thread-safe: every field is guarded by the room that owns the ring.
 */
public final class RoomRing {

    private static final int FIRST_SLOTS = 16;

    private final int maxEntries;
    private final long maxBytes;
    private final MemoryBudget budget;

    /** Where seq stands, at seq modulo length; grows up to {@link #maxEntries}, and shrinks again. */
    private @Nullable Slot[] slots;

    private long oldest = 1;
    private long newest;
    private long bytes;

    /**
     * An empty ring, before seq 1.
     *
     * @param maxEntries how many entries are kept, at least 1
     * @param maxBytes how many bytes of them; the newest stays whatever its size
     * @param budget counts them
     */
    public RoomRing(int maxEntries, long maxBytes, MemoryBudget budget) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.slots = new Slot[Math.min(FIRST_SLOTS, maxEntries)];
    }

    /**
     * The oldest seq that is still here.
     *
     * @return above {@link #newest()} where there is none
     */
    public long oldest() {
        return oldest;
    }

    /**
     * The newest seq ever added.
     *
     * @return 0 before the first
     */
    public long newest() {
        return newest;
    }

    /**
     * Adds the entry that follows the newest, and lets as many of the oldest fall out as it takes.
     *
     * @param entry the next one
     * @param size its {@link io.parley.protocol.ChatMessage#sizeBytes()}, which is costly to measure
     */
    public void add(Entry entry, int size) {
        while (oldest <= newest && (count() >= maxEntries || bytes + size > maxBytes)) {
            removeOldest();
        }
        giveBackSlots();
        if (count() == slots.length) {
            resize((int) Math.min(maxEntries, 2L * slots.length));
        }
        newest = entry.seq();
        slots[index(newest)] = new Slot(entry, size);
        bytes += size;
        budget.addEntry(size);
    }

    /**
     * What the entries that are here count for.
     *
     * @return bytes, as the budget counts them
     */
    public long countedBytes() {
        return bytes + count() * MemoryBudget.ENTRY_BYTES;
    }

    /**
     * Lets the older half of the entries fall out, in the end the newest too.
     *
     * @return whether there was any
     */
    public boolean trim() {
        long before = count();
        while (count() > before / 2) {
            removeOldest();
        }
        giveBackSlots();
        return before > 0;
    }

    /** Lets all entries fall out. */
    public void clear() {
        while (count() > 0) {
            removeOldest();
        }
        slots = new Slot[Math.min(FIRST_SLOTS, maxEntries)];
    }

    /**
     * Lets all entries fall out and goes on elsewhere.
     *
     * @param seq the one before the next that will be added
     */
    public void startBehind(long seq) {
        clear();
        newest = seq;
        oldest = seq + 1;
    }

    /**
     * Changes entries where they stand.
     *
     * @param change the one that takes an entry's place, with the same seq; empty where it stays
     * @return how many have changed
     */
    public long change(Function<Entry, Optional<Entry>> change) {
        long changed = 0;
        for (long seq = oldest; seq <= newest; seq++) {
            Slot before = slot(seq);
            Optional<Entry> after = change.apply(before.entry());
            if (after.isPresent()) {
                int size = after.get().message().sizeBytes();
                slots[index(seq)] = new Slot(after.get(), size);
                bytes += size - before.bytes();
                budget.removeEntry(before.bytes());
                budget.addEntry(size);
                changed++;
            }
        }
        return changed;
    }

    /**
     * What a range selects of the entries that are here.
     *
     * @param range which entries
     * @return in seq order
     */
    public List<Entry> read(Range range) {
        long low = Math.max(range.from(), oldest);
        long high = Math.min(range.to(), newest);
        boolean upwards = range.end() == Range.End.OLDEST;
        List<Entry> page = new ArrayList<>();
        long room = range.maxBytes();
        long seq = upwards ? low : high;
        while (low <= seq && seq <= high && page.size() < range.maxEntries()) {
            Slot slot = slot(seq);
            room -= slot.bytes();
            if (room < 0 && !page.isEmpty()) {
                break;
            }
            page.add(slot.entry());
            seq += upwards ? 1 : -1;
        }
        if (!upwards) {
            Collections.reverse(page);
        }
        return List.copyOf(page);
    }

    private long count() {
        return newest - oldest + 1;
    }

    private void removeOldest() {
        int size = slot(oldest).bytes();
        bytes -= size;
        budget.removeEntry(size);
        slots[index(oldest)] = null;
        oldest++;
    }

    /** By half, where three quarters are free: so it is not for long, and not often. */
    private void giveBackSlots() {
        if (slots.length > FIRST_SLOTS && count() <= slots.length / 4) {
            resize(Math.max(FIRST_SLOTS, slots.length / 2));
        }
    }

    private void resize(int length) {
        @Nullable Slot[] before = slots;
        slots = new Slot[length];
        for (long seq = oldest; seq <= newest; seq++) {
            slots[index(seq)] = before[(int) (seq % before.length)];
        }
    }

    private Slot slot(long seq) {
        return Objects.requireNonNull(slots[index(seq)]);
    }

    private int index(long seq) {
        return (int) (seq % slots.length);
    }

    /** An entry with its size, which is costly to measure. */
    private record Slot(Entry entry, int bytes) {}
}
