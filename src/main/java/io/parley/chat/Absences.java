package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.time.Timer;
import java.util.HashMap;
import java.util.Map;

/**
 * Those who were dropped and may come back within the grace: their names are kept, and they still count as present. So
 * many in all and from one address; who is beyond that has left. May be used by any thread; the lock guards the counts
 * and is held for a few additions.
 */
final class Absences {

    private final AbsenceLimits limits;
    private final Timer timer;
    private final Object lock = new Object();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int all;

    /** Nobody is absent. */
    Absences(AbsenceLimits limits, Timer timer) {
        this.limits = limits;
        this.timer = timer;
    }

    /**
     * An absence begins, and with it the grace, at whose end the name is free.
     *
     * @param address what the connection was counted by
     * @param rooms that the connection was in
     * @param name its user's
     * @return false where there is none: then the name is still to be released
     */
    boolean begin(String address, int rooms, NameClaim name) {
        int count = rooms + 1;
        if (limits.grace().isZero() || !take(address, count)) {
            return false;
        }
        timer.after(limits.grace(), () -> {
            give(address, count);
            name.release();
        });
        return true;
    }

    private boolean take(String address, int count) {
        synchronized (lock) {
            int ofAddress = byAddress.getOrDefault(address, 0);
            if (isOver(all + count, limits.inAll()) || isOver(ofAddress + count, limits.perAddress())) {
                return false;
            }
            all += count;
            byAddress.put(address, ofAddress + count);
            return true;
        }
    }

    private static boolean isOver(int count, int limit) {
        return limit > 0 && count > limit;
    }

    private void give(String address, int count) {
        synchronized (lock) {
            all -= count;
            byAddress.computeIfPresent(address, (same, before) -> before == count ? null : before - count);
        }
    }
}
