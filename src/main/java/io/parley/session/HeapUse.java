package io.parley.session;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * How much of the heap was taken when the machine last looked for garbage in all of it, in percent: what is garbage now
 * does not count. May be used by any thread.
 */
public final class HeapUse implements IntSupplier {

    private static final int ALL = 100;

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    /** Of this machine. */
    public HeapUse() {}

    @Override
    public int getAsInt() {
        long used = pools.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        long most = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return most <= 0 ? 0 : (int) (used * ALL / most);
    }
}
