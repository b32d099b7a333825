package io.parley.room;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A log whose reads, subscriptions and hand-outs take as long as a test wants. */
public final class HeldReads implements RoomLog {

    private final RoomLog log;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private final ArrayDeque<Runnable> entries = new ArrayDeque<>();
    private final Map<RoomName, List<Listener>> followers = new HashMap<>();
    private boolean holding;
    private boolean late;
    private boolean failing;
    private @Nullable Range lastRead;

    /** Goes on to a log. */
    public HeldReads(RoomLog log) {
        this.log = log;
    }

    /** From now on, operations wait. */
    public void hold() {
        holding = true;
    }

    /** Lets one operation go on. */
    public void release() {
        held.remove().run();
    }

    /** From now on, entries are stored, and not handed out. */
    public void beLate() {
        late = true;
    }

    /** Hands out what has waited. */
    public void catchUp() {
        late = false;
        while (!entries.isEmpty()) {
            entries.remove().run();
        }
    }

    /** Tells all who follow a room that nothing more comes; whether they have heard of what is late or not. */
    public void breakOff(RoomName room) {
        Optional.ofNullable(followers.remove(room)).ifPresent(broken -> broken.forEach(Listener::broken));
    }

    /** From now on, operations fail. */
    public void fail() {
        failing = true;
    }

    @Override
    public CompletionStage<Appended> append(RoomName room, Draft draft) {
        return log.append(room, draft);
    }

    /** What was asked for last. */
    public Optional<Range> lastRead() {
        return Optional.ofNullable(lastRead);
    }

    @Override
    public CompletionStage<Page> read(RoomName room, Range range) {
        lastRead = range;
        CompletableFuture<Void> gate = gate();
        return gate.thenCompose(open -> log.read(room, range));
    }

    @Override
    public CompletionStage<Subscription> subscribe(RoomName room, Listener listener) {
        CompletableFuture<Void> gate = gate();
        Listener follower = new Late(listener);
        return gate.thenCompose(open -> {
            followers.computeIfAbsent(room, name -> new ArrayList<>()).add(follower);
            return log.subscribe(room, follower);
        });
    }

    private CompletableFuture<Void> gate() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        if (failing) {
            gate.completeExceptionally(new LogUnavailableException("down", false));
        } else if (holding) {
            held.add(() -> gate.complete(null));
        } else {
            gate.complete(null);
        }
        return gate;
    }

    private final class Late implements Listener {

        private final Listener listener;
        private boolean gone;

        Late(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void started(Head start) {
            listener.started(start);
        }

        @Override
        public void broken() {
            gone = true;
            listener.broken();
        }

        @Override
        public void entries(List<Entry> next) {
            if (late) {
                entries.add(() -> handOut(next));
            } else {
                handOut(next);
            }
        }

        private void handOut(List<Entry> next) {
            if (!gone) {
                listener.entries(next);
            }
        }
    }
}
