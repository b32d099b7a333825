package io.parley.room;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogUnavailableException;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.Event;
import io.parley.protocol.Outbound;
import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Appends drafts to a room's log, and answers those who asked when their own copy has been handed out. What comes
 * before the room follows its log waits for that, in order, so that it is handed out. May be used by any thread; what
 * is pending is guarded by the room's lock, which it is given.
 */
final class Appends {

    /** So many drafts may wait for the room to begin. */
    private static final int MAX_EARLY = 1_000;

    private final RoomName room;
    private final RoomContext context;
    private final Object lock;
    private final PendingAcks pending = new PendingAcks();

    /** What waits for the room to begin. Guarded by the lock. */
    private final Queue<Runnable> early = new ArrayDeque<>(0);

    /** Whether the room has begun, and nothing waits for that any more. Guarded by the lock. */
    private boolean begun;

    Appends(RoomName room, RoomContext context, Object lock) {
        this.room = room;
        this.context = context;
        this.lock = lock;
    }

    /** Appends a draft that nobody asks about. */
    CompletionStage<Appended> append(Draft draft) {
        synchronized (lock) {
            if (!begun) {
                return appendLater(draft);
            }
        }
        return context.log().append(room, draft);
    }

    private CompletionStage<Appended> appendLater(Draft draft) {
        if (early.size() >= MAX_EARLY) {
            return CompletableFuture.failedStage(
                    new LogUnavailableException("too many messages wait for the room to begin", false));
        }
        CompletableFuture<Appended> stored = new CompletableFuture<>();
        early.add(() -> context.log().append(room, draft).whenComplete((appended, failure) -> {
            if (failure == null) {
                stored.complete(appended);
            } else {
                stored.completeExceptionally(failure);
            }
        }));
        return stored;
    }

    /** Appends a draft. Completes when its ack is in the sender's outbox, or fails, and then there is no ack. */
    CompletionStage<Appended> append(Draft draft, Member sender, String ref) {
        PendingAcks.Ask ask = new PendingAcks.Ask(sender, ref, new CompletableFuture<>());
        synchronized (lock) {
            pending.begin(draft.uid(), ask);
        }
        append(draft).whenComplete((appended, failure) -> {
            if (failure == null) {
                stored(draft, appended);
            } else {
                failed(draft);
                ask.answered().completeExceptionally(failure);
            }
        });
        return ask.answered();
    }

    private void stored(Draft draft, Appended appended) {
        Optional<PendingAcks.Ack> due;
        synchronized (lock) {
            due = pending.stored(draft.uid(), appended);
            due.ifPresent(this::offer);
        }
        due.ifPresent(Appends::answered);
    }

    private void failed(Draft draft) {
        synchronized (lock) {
            pending.fail(draft.uid());
        }
    }

    /** The room has begun: entries up to this seq are not handed out, and their acks go now. Not under the lock. */
    void begun(long seq) {
        List<PendingAcks.Ack> due;
        synchronized (lock) {
            due = pending.begun(seq);
            due.forEach(this::offer);
        }
        due.forEach(Appends::answered);
        Optional<Runnable> next = nextEarly();
        while (next.isPresent()) {
            next.get().run();
            next = nextEarly();
        }
    }

    private Optional<Runnable> nextEarly() {
        synchronized (lock) {
            begun = early.isEmpty();
            return Optional.ofNullable(early.poll());
        }
    }

    /**
     * Entries are being handed out; the acks that follow them, in their order, for each of which {@link #answered} has
     * to follow. Under the lock.
     */
    List<PendingAcks.Ack> handed(Run run) {
        List<PendingAcks.Ack> due = new ArrayList<>(1);
        for (Run.Numbered next : run.entries()) {
            due.addAll(pending.handed(next.entry()));
        }
        return due;
    }

    EncodedEvent encode(PendingAcks.Ack ack) {
        ChatMessage stored = ack.stored().entry().message();
        Event event = new Event.Ack(
                room, stored.seq(), stored.id(), stored.sentAt(), ack.stored().duplicate());
        return context.encoder()
                .encode(new Outbound(event, Optional.of(ack.ask().ref())));
    }

    private void offer(PendingAcks.Ack ack) {
        ack.ask().member().offer(List.of(encode(ack)));
    }

    /** An ack is in its asker's outbox. Not under the lock. */
    static void answered(PendingAcks.Ack ack) {
        Seat.flush(ack.ask().member());
        ack.ask().answered().complete(ack.stored());
    }
}
