package io.parley.room;

import io.parley.log.Appended;
import io.parley.log.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Acks that wait for their entry to be handed to the members, so that each directly follows the sender's own copy.
 * Bounded by the appends that the log has under way. Not thread-safe: guarded by its room's lock.
 */
final class PendingAcks {

    /** Who is to be told, and with which ref; answered when it has been, or will not be. */
    record Ask(Member member, String ref, CompletableFuture<Appended> answered) {}

    /** An ack that is due. */
    record Ack(Ask ask, Appended stored) {}

    private final Map<String, Ask> appending = new HashMap<>();
    private final TreeMap<Long, List<Ack>> awaiting = new TreeMap<>();
    private long handedSeq;

    /** An append begins. */
    void begin(String uid, Ask ask) {
        appending.put(uid, ask);
    }

    /** An append failed: nothing will come. */
    void fail(String uid) {
        appending.remove(uid);
    }

    /** An append was stored; an ack that is due already, or empty where it has been given or waits for its entry. */
    Optional<Ack> stored(String uid, Appended appended) {
        @Nullable Ask ask = appending.remove(uid);
        if (ask == null) {
            return Optional.empty();
        }
        Ack ack = new Ack(ask, appended);
        if (appended.entry().seq() <= handedSeq) {
            return Optional.of(ack);
        }
        awaiting.computeIfAbsent(appended.entry().seq(), seq -> new ArrayList<>(1))
                .add(ack);
        return Optional.empty();
    }

    /** An entry is being handed out; the acks that follow it, and those of entries that never were. */
    List<Ack> handed(Entry entry) {
        List<Ack> waited = passed(entry.seq());
        @Nullable Ask first = appending.remove(entry.uid());
        if (first == null) {
            return waited;
        }
        List<Ack> due = new ArrayList<>(2);
        due.add(new Ack(first, new Appended(entry, false)));
        due.addAll(waited);
        return due;
    }

    /** The room begins behind this seq: entries up to it are not handed out, so their acks are due. */
    List<Ack> begun(long seq) {
        return passed(seq);
    }

    private List<Ack> passed(long seq) {
        handedSeq = seq;
        if (awaiting.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Ack>> passed = awaiting.headMap(seq, true);
        List<Ack> due = passed.values().stream().flatMap(List::stream).toList();
        passed.clear();
        return due;
    }
}
