package io.parley.room;

import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Position;
import io.parley.protocol.UserKey;
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

    /** Who is left out is looked for among them with each member: where more are, those who are not are told singly. */
    private static final int MOST_LEFT_OUT = 16;

    private final Map<Member, Seat> kept = new HashMap<>();
    private final Map<Member, Seat> byMember = new LinkedHashMap<>();
    private final Set<Seat> missing = new LinkedHashSet<>();
    private @Nullable List<Seat> all;
    private final Audience audience;

    /** Those that are not in the audience; null where it is to be made anew. */
    private @Nullable List<Seat> apart;

    private @Nullable Position position;
    private boolean closed;

    /** Whose members are handed what is for all of them through the audience. */
    Seats(Audience audience) {
        this.audience = audience;
    }

    /** What is handed to them begins behind this position; before that only what is no entry is. */
    void start(Position from) {
        position = from;
    }

    /** Up to where entries were handed to them; empty before the {@linkplain #start start}. */
    Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /** The seq of the entry that comes next, as far as is known. */
    private long next() {
        return position == null ? 1 : position.seq() + 1;
    }

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
        changed();
        return true;
    }

    /** Keeps it no more; one that was taken stays. */
    void keepNoMore(Seat seat) {
        kept.remove(seat.member(), seat);
    }

    /** Keeps no seat for that member any more; the one that it has taken. */
    @Nullable
    Seat giveUp(Member member) {
        kept.remove(member);
        return byMember.get(member);
    }

    /** Takes a seat away; false where it was not there. */
    boolean remove(Seat seat) {
        changed();
        missing.remove(seat);
        return byMember.remove(seat.member(), seat);
    }

    /** Takes all away, for good: those who were seated. */
    List<Member> close() {
        List<Member> seated = List.copyOf(byMember.keySet());
        closed = true;
        byMember.clear();
        missing.clear();
        changed();
        return seated;
    }

    /** Who was in the audience is not kept there. */
    private void changed() {
        all = null;
        apart = null;
        audience.to(List.of());
    }

    /** Opens a seat; false where it is no longer there, or was overrun, and nothing was handed. */
    boolean open(Seat seat, List<EncodedEvent> first) {
        apart = null;
        return contains(seat) && seat.open(first);
    }

    private boolean contains(Seat seat) {
        return byMember.get(seat.member()) == seat;
    }

    /** A member is told who is there, or how many, by the look of that number. */
    void look(Member member, long look) {
        @Nullable Seat seat = byMember.get(member);
        if (seat != null) {
            seat.looks(look);
        }
    }

    List<Seat> all() {
        @Nullable List<Seat> known = all;
        if (known == null) {
            known = List.copyOf(byMember.values());
            all = known;
        }
        return known;
    }

    /**
     * Hands typing to those that want it, but to no connection of the user who types.
     *
     * @return sends it; to be run outside of the lock
     */
    Runnable handTyping(EncodedEvent event, UserKey typist) {
        return hand(event, seat -> !seat.member().user().key().equals(typist));
    }

    /**
     * Hands presence to the members that want it. Who is under pressure misses it, and is told of all that it has
     * missed at once when it no longer is.
     *
     * @return sends it; to be run outside of the lock
     */
    Runnable handPresence(
            Optional<EncodedEvent> event,
            PresenceBatch changes,
            Function<PresenceBatch, Optional<EncodedEvent>> encoder) {
        for (Seat seat : all()) {
            if (seat.member().wantsPresence()
                    && (seat.hasMissed() || seat.member().isPressed())) {
                seat.misses(changes);
                missing.add(seat);
            }
        }
        Runnable send = event.map(all -> hand(all, seat -> !seat.hasMissed())).orElse(() -> {});
        List<Member> told = new ArrayList<>(0);
        missing.removeIf(seat -> !seat.member().isPressed() && catchUp(seat, encoder, told));
        return () -> {
            send.run();
            told.forEach(Seat::flush);
        };
    }

    /** Hands an event that is no entry to those that want such, and whom the condition holds for. */
    private Runnable hand(EncodedEvent event, Predicate<Seat> condition) {
        List<EncodedEvent> alone = List.of(event);
        Map<Boolean, List<Seat>> byTold = all().stream()
                .collect(Collectors.partitioningBy(seat -> seat.member().wantsPresence() && condition.test(seat)));
        List<Seat> told = byTold.getOrDefault(true, List.of());
        List<Seat> leftOut = byTold.getOrDefault(false, List.of());
        if (told.isEmpty() || leftOut.size() > MOST_LEFT_OUT) {
            told.forEach(seat -> seat.hand(alone));
            return () -> told.forEach(seat -> Seat.flush(seat.member()));
        }
        Map<Member, List<EncodedEvent>> nothing =
                leftOut.stream().collect(Collectors.toMap(Seat::member, seat -> List.of()));
        return hand(alone, nothing, apart(next()), seat -> alone);
    }

    private static boolean catchUp(
            Seat seat, Function<PresenceBatch, Optional<EncodedEvent>> encoder, List<Member> told) {
        encoder.apply(seat.takeMissed()).ifPresent(merged -> {
            seat.hand(List.of(merged));
            told.add(seat.member());
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
     * @return sends them; to be run outside of the lock
     */
    Runnable hand(Run run, List<PendingAcks.Ack> acks, Function<PendingAcks.Ack, EncodedEvent> encoder) {
        position = new Position(position().orElseThrow().epoch(), run.newest());
        Map<Member, List<EncodedEvent>> instead = acks.isEmpty() ? Map.of() : answers(run, acks, encoder);
        List<Seat> singly = apart(run.oldest());
        Runnable send = hand(run.events(), instead, singly, seat -> unread(run, seat, List.of(), encoder));
        if (!singly.isEmpty() && singly.stream().anyMatch(seat -> isReady(seat, run.newest() + 1))) {
            apart = null;
        }
        return send;
    }

    /** Hands events to the audience and to those apart, but for those who get something instead. */
    private Runnable hand(
            List<EncodedEvent> events,
            Map<Member, List<EncodedEvent>> instead,
            List<Seat> singly,
            Function<Seat, List<EncodedEvent>> ofOne) {
        Runnable send = audience.offer(events, instead);
        if (singly.isEmpty()) {
            return send;
        }
        for (Seat seat : singly) {
            @Nullable List<EncodedEvent> own = instead.get(seat.member());
            seat.hand(own == null ? ofOne.apply(seat) : own);
        }
        return () -> {
            send.run();
            singly.forEach(seat -> Seat.flush(seat.member()));
        };
    }

    /** What the askers get: copies and acks, or acks alone, which those get at once who have no seat. */
    private Map<Member, List<EncodedEvent>> answers(
            Run run, List<PendingAcks.Ack> acks, Function<PendingAcks.Ack, EncodedEvent> encoder) {
        Map<Member, List<PendingAcks.Ack>> asked = acks.size() == 1
                ? Map.of(acks.get(0).ask().member(), acks)
                : acks.stream().collect(Collectors.groupingBy(ack -> ack.ask().member()));
        Map<Member, List<EncodedEvent>> answers = new HashMap<>(2);
        asked.forEach((member, own) -> {
            @Nullable Seat seat = byMember.get(member);
            if (seat == null) {
                member.offer(own.stream().map(encoder).toList());
            } else {
                answers.put(member, unread(run, seat, own, encoder));
            }
        });
        return answers;
    }

    private static boolean isReady(Seat seat, long seq) {
        return seat.isOpen() && !seat.hasRead(seq);
    }

    /** The seats that are not ready for all that begins with this seq; the others are the audience. */
    private List<Seat> apart(long seq) {
        @Nullable List<Seat> known = apart;
        if (known == null) {
            List<Member> ready = new ArrayList<>();
            known = new ArrayList<>(0);
            for (Seat seat : all()) {
                if (isReady(seat, seq)) {
                    ready.add(seat.member());
                } else {
                    known.add(seat);
                }
            }
            audience.to(ready);
            apart = known;
        }
        return known;
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
