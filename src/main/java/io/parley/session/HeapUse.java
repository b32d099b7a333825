package io.parley.session;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * How much of the heap the long-lived took behind the last collection of them, in percent: what is garbage now does not
 * count. Where a heap is full, such collections go on and on; so one that is some looks old says nothing any more. For
 * one thread at a time.
 */
public final class HeapUse implements IntSupplier {

    private static final int ALL = 100;
    private static final int LOOKS = 5;

    /** Those that fill slowly: usage of the others means nothing. */
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .toList();

    private long lastUsed = used();
    private int looks = LOOKS;

    /** Of this machine. */
    public HeapUse() {}

    @Override
    public int getAsInt() {
        long used = used();
        looks = used == lastUsed ? Math.min(looks + 1, LOOKS) : 0;
        lastUsed = used;
        long most = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return looks == LOOKS || most <= 0 ? 0 : (int) (used * ALL / most);
    }

    private long used() {
        return pools.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
