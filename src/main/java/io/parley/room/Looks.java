package io.parley.room;

import io.parley.protocol.EncodedEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How members are told who is in a room, or how many are: what of it is no longer so when presence is told next, such a
 * member is told, though for others it cancels out. May be used by any thread; guarded by the room's lock.
 */
final class Looks {

    private final Object lock;
    private final Seats seats;
    private final Presence presence;

    Looks(Object lock, Seats seats, Presence presence) {
        this.lock = lock;
        this.seats = seats;
        this.presence = presence;
    }

    /** A page of users for a member, which it gets before all that is told later. */
    UserPage page(Member member, Optional<String> after, int limit) {
        synchronized (lock) {
            if (member.wantsPresence()) {
                seats.look(member, presence.look());
            }
            return presence.users(after, limit);
        }
    }

    /** Answers a member with such a page, between what it is told of presence before and after that. */
    void answer(Member member, Optional<String> after, int limit, Function<UserPage, EncodedEvent> encoder) {
        synchronized (lock) {
            member.offer(List.of(encoder.apply(page(member, after, limit))));
        }
        member.flush();
    }
}
