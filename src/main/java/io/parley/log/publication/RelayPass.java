package io.parley.log.publication;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.DraftRefusedException;
import io.parley.log.Passage;
import io.parley.log.TakenAwayException;
import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what waits: some publications are read, sent into their rooms, and waited for, until there are no more.
 * A room that takes one no longer is left out from then on, with all that is for it. Blocks; for one thread at a time.
 */
final class RelayPass {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    /** So many go together: even if all are as long as they may be, they fit among what waits to be stored. */
    static final int MOST = 100;

    /** Where so many rooms take nothing, it is not for the rooms. */
    static final int MOST_LEFT_OUT = 200;

    private final PublicationStore store;
    private final PublicationRules rules;
    private final Relay.Rooms rooms;
    private final RelayWatch watch;

    /** Stand in their rooms, of engines that do not work on the database, and are still to be taken away there. */
    private final Set<Long> delivered = new HashSet<>();

    RelayPass(PublicationStore store, PublicationRules rules, Relay.Rooms rooms, RelayWatch watch) {
        this.store = store;
        this.rules = rules;
        this.rooms = rooms;
        this.watch = watch;
    }

    /** A draft under way. */
    private record Sent(WrittenPublication publication, Passage passage, CompletionStage<Appended> outcome) {}

    /** Goes until there are no more, or somebody wants it to end. */
    void go(BooleanSupplier end) {
        Set<String> leftOut = new HashSet<>();
        Instant oldestLeft = Instant.MAX;
        List<WrittenPublication> some;
        do {
            some = store.oldest(MOST, rules.mostChars(), leftOut);
            for (WrittenPublication left : relay(some)) {
                leftOut.add(left.room());
                oldestLeft = left.writtenAt().isBefore(oldestLeft) ? left.writtenAt() : oldestLeft;
            }
        } while (some.size() == MOST && leftOut.size() < MOST_LEFT_OUT && !end.getAsBoolean());
        if (leftOut.isEmpty()) {
            watch.leavesNothing();
        } else {
            watch.leaves(store, oldestLeft);
        }
    }

    /** Relays some; those that could not be are returned. */
    private List<WrittenPublication> relay(List<WrittenPublication> some) {
        Map<Long, String> refused = new TreeMap<>();
        Map<String, Passage.Convoy> convoys = new HashMap<>();
        List<Sent> sent = new ArrayList<>();
        for (WrittenPublication publication : some) {
            if (!delivered.contains(publication.id())) {
                Passage.Convoy convoy = convoys.computeIfAbsent(publication.room(), name -> new Passage.Convoy());
                send(publication, convoy, refused, sent);
            }
        }
        sent.forEach(each -> await(each, refused));
        settle(refused);
        return some.stream()
                .filter(each -> convoys.containsKey(each.room())
                        && convoys.get(each.room()).isHalted())
                .toList();
    }

    private void send(
            WrittenPublication publication, Passage.Convoy convoy, Map<Long, String> refused, List<Sent> sent) {
        Draft draft;
        RoomName room;
        try {
            draft = rules.draft(publication, convoy);
            room = rules.room(publication);
        } catch (IllegalArgumentException e) {
            refused.put(publication.id(), String.valueOf(e.getMessage()));
            return;
        }
        if (!convoy.isHalted()) {
            // Halted before whoever tells of the failure goes on: those behind must not be stored
            CompletionStage<Appended> outcome =
                    append(room, draft).whenComplete((appended, failure) -> halt(convoy, failure));
            sent.add(new Sent(publication, draft.passage().orElseThrow(), outcome));
        }
    }

    /** What should not happen there keeps no other room waiting. */
    private CompletionStage<Appended> append(RoomName room, Draft draft) {
        try {
            return rooms.append(room, draft);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static void halt(Passage.Convoy convoy, @Nullable Throwable failure) {
        if (failure != null && !isForGood(failure)) {
            convoy.halt();
        }
    }

    /** Whether it would fail again: then those behind need not wait. */
    private static boolean isForGood(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof DraftRefusedException || cause instanceof TakenAwayException;
    }

    private void await(Sent sent, Map<Long, String> refused) {
        long id = sent.publication().id();
        try {
            sent.outcome().toCompletableFuture().join();
            watch.relayed();
            if (!sent.passage().isOver()) {
                delivered.add(id);
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof DraftRefusedException) {
                refused.put(id, "the database does not take it as an entry of the log");
            } else if (!isForGood(e)) {
                watch.fails(e.getCause());
            }
        }
    }

    /** Takes away what the rooms' engines have left where it was. */
    private void settle(Map<Long, String> refused) {
        if (!delivered.isEmpty()) {
            store.take(Set.copyOf(delivered));
            delivered.clear();
        }
        if (!refused.isEmpty()) {
            store.setAside(refused);
            watch.setAside(refused.size());
            Map.Entry<Long, String> first = refused.entrySet().iterator().next();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} publication(s) cannot be said in any room, and were set aside in"
                            + " parley_refused_publication; the first, {1}: {2}",
                    refused.size(),
                    Long.toString(first.getKey()),
                    first.getValue());
        }
    }
}
