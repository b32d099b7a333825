package io.parley.room;

import io.parley.protocol.EncodedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a room, and those that are kept for members who come as soon as the room is open. Not thread-safe:
 * guarded by its room's lock; the lists that it gives out stay as they are.
 */
final class Seats {

    private final Map<Member, Seat> kept = new HashMap<>();
    private final Map<Member, Seat> byMember = new LinkedHashMap<>();
    private final Set<Seat> missing = new LinkedHashSet<>();
    private @Nullable List<Seat> all;
    private boolean closed;

    /** Keeps a seat that its member will {@link #take}. */
    void keep(Seat seat) {
        kept.put(seat.member(), seat);
    }

    /** Seats the member; false where the seat is no longer kept. */
    boolean take(Seat seat) {
        if (!kept.remove(seat.member(), seat) || closed) {
            return false;
        }
        byMember.put(seat.member(), seat);
        all = null;
        return true;
    }

    /** Keeps no seat for that member any more; the one that it has taken. */
    @Nullable
    Seat giveUp(Member member) {
        kept.remove(member);
        return byMember.get(member);
    }

    /** Takes a seat away; false where it was not there. */
    boolean remove(Seat seat) {
        all = null;
        missing.remove(seat);
        return byMember.remove(seat.member(), seat);
    }

    /** Takes all away, for good: those who were seated. */
    List<Member> close() {
        List<Member> seated = List.copyOf(byMember.keySet());
        closed = true;
        byMember.clear();
        missing.clear();
        all = null;
        return seated;
    }

    boolean contains(Seat seat) {
        return byMember.get(seat.member()) == seat;
    }

    List<Seat> all() {
        @Nullable List<Seat> known = all;
        if (known == null) {
            known = List.copyOf(byMember.values());
            all = known;
        }
        return known;
    }

    /** Hands an event to the members that the condition holds for; their seats. */
    List<Seat> hand(EncodedEvent event, Predicate<Member> condition) {
        List<EncodedEvent> alone = List.of(event);
        List<Seat> told = new ArrayList<>();
        for (Seat seat : all()) {
            if (condition.test(seat.member())) {
                seat.hand(alone);
                told.add(seat);
            }
        }
        return told;
    }

    /**
     * Hands presence to the members that want it. Who is under pressure misses it, and is told of all that it has
     * missed at once when it no longer is; their seats.
     */
    List<Seat> handPresence(
            Optional<EncodedEvent> event,
            PresenceBatch changes,
            Function<PresenceBatch, Optional<EncodedEvent>> encoder) {
        List<Seat> told = new ArrayList<>();
        for (Seat seat : all()) {
            if (seat.member().wantsPresence()
                    && (seat.hasMissed() || seat.member().isPressed())) {
                seat.misses(changes);
                missing.add(seat);
            } else if (seat.member().wantsPresence() && event.isPresent()) {
                seat.hand(List.of(event.get()));
                told.add(seat);
            }
        }
        missing.removeIf(seat -> !seat.member().isPressed() && catchUp(seat, encoder, told));
        return told;
    }

    private static boolean catchUp(
            Seat seat, Function<PresenceBatch, Optional<EncodedEvent>> encoder, List<Seat> told) {
        encoder.apply(seat.takeMissed()).ifPresent(merged -> {
            seat.hand(List.of(merged));
            told.add(seat);
        });
        return true;
    }

    /** Whether somebody has not been told of presence yet. */
    boolean someMissPresence() {
        return !missing.isEmpty();
    }

    /**
     * Hands entries to all who have not read them, each ack directly behind its asker's copy. An asker who gets no copy
     * gets the ack alone.
     *
     * @param acks those that follow these entries, in their order
     */
    List<Seat> hand(Run run, List<PendingAcks.Ack> acks, Function<PendingAcks.Ack, EncodedEvent> encoder) {
        List<EncodedEvent> alone = run.events();
        Map<Member, List<PendingAcks.Ack>> asked =
                acks.stream().collect(Collectors.groupingBy(ack -> ack.ask().member()));
        for (Seat seat : all()) {
            @Nullable List<PendingAcks.Ack> own = asked.isEmpty() ? null : asked.remove(seat.member());
            if (own == null && !seat.hasRead(run.oldest())) {
                seat.hand(alone);
            } else if (own != null || !seat.hasRead(run.newest())) {
                seat.hand(unread(run, seat, own == null ? List.of() : own, encoder));
            }
        }
        asked.forEach((member, own) -> member.offer(own.stream().map(encoder).toList()));
        return all();
    }

    /** What a seat has not read of it, with acks. */
    private static List<EncodedEvent> unread(
            Run run, Seat seat, List<PendingAcks.Ack> acks, Function<PendingAcks.Ack, EncodedEvent> encoder) {
        List<EncodedEvent> events = new ArrayList<>(run.entries().size() + acks.size());
        int answered = 0;
        for (Run.Numbered next : run.entries()) {
            if (!seat.hasRead(next.seq())) {
                events.add(next.event());
            }
            while (answered < acks.size() && acks.get(answered).stored().entry().seq() <= next.seq()) {
                events.add(encoder.apply(acks.get(answered)));
                answered++;
            }
        }
        return events;
    }
}
