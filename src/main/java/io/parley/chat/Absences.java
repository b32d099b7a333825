package io.parley.chat;

import io.parley.guest.NameClaim;
import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import io.parley.time.Timer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Those who were dropped and may come back within the grace: their names are kept, and they still count as present. So
 * many in all and from one address; who is beyond that has left. A user counts once for the name and once for each
 * room, however often the line is lost. May be used by any thread; the lock guards the fields and is held for a few
 * additions; names are released outside of it.
 */
final class Absences {

    /** One user who is waited for. */
    private static final class Absence {
        private final String address;
        private final Set<RoomName> rooms = new HashSet<>();
        private NameClaim name;
        private Timer.Scheduled end = () -> {};

        private Absence(String address, NameClaim name) {
            this.address = address;
            this.name = name;
        }
    }

    private final AbsenceLimits limits;
    private final Timer timer;
    private final Object lock = new Object();
    private final Map<UserKey, Absence> absences = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int all;

    /** Nobody is absent. */
    Absences(AbsenceLimits limits, Timer timer) {
        this.limits = limits;
        this.timer = timer;
    }

    /**
     * An absence begins, or begins anew, and with it the grace, at whose end the name is free.
     *
     * @param address what the connection was counted by
     * @param rooms that the connection was in
     * @param name its user's
     * @return false where there is none: then the name is still to be released
     */
    boolean begin(String address, Set<RoomName> rooms, NameClaim name) {
        @Nullable NameClaim before;
        synchronized (lock) {
            UserKey user = name.user().key();
            @Nullable Absence known = absences.get(user);
            Absence absence = known == null ? new Absence(address, name) : known;
            Set<RoomName> further = new HashSet<>(rooms);
            further.removeAll(absence.rooms);
            if (limits.grace().isZero() || !take(absence.address, further.size() + (known == null ? 1 : 0))) {
                return false;
            }
            absences.put(user, absence);
            absence.rooms.addAll(further);
            before = known == null ? null : absence.name;
            absence.name = name;
            absence.end.cancel();
            absence.end = timer.after(limits.grace(), () -> end(user, absence, name));
        }
        if (before != null) {
            before.release();
        }
        return true;
    }

    private boolean take(String address, int count) {
        int ofAddress = byAddress.getOrDefault(address, 0);
        if (isOver(all + count, limits.inAll()) || isOver(ofAddress + count, limits.perAddress())) {
            return false;
        }
        all += count;
        byAddress.put(address, ofAddress + count);
        return true;
    }

    private static boolean isOver(int count, int limit) {
        return limit > 0 && count > limit;
    }

    /** Unless it has begun anew meanwhile. */
    private void end(UserKey user, Absence absence, NameClaim name) {
        synchronized (lock) {
            if (absence.name != name || !absences.remove(user, absence)) {
                return;
            }
            int count = absence.rooms.size() + 1;
            all -= count;
            byAddress.computeIfPresent(absence.address, (same, before) -> before == count ? null : before - count);
        }
        name.release();
    }
}
