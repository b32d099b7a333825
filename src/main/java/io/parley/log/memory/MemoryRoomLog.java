package io.parley.log.memory;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.Head;
import io.parley.log.LogAdministration;
import io.parley.log.LogStatistics;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The log in memory. What it promises ends with the process, or when a room that nobody follows is dropped to make
 * place for another: its entries and keys are gone, and it comes back with a new epoch, from seq 1. A room that is
 * followed may lose its oldest entries to make place for those of other rooms, in the end all of them; its epoch, its
 * seq and its keys go on, and its subscribers miss nothing.
 *
 * <p>Every stage is complete when it is returned. Listeners are called outside of all locks, on the thread of whoever
 * appends or subscribes and finds nobody else handing out for that room; after 64 calls it leaves what still waits to
 * the executor, or to whoever appends next. Where listeners are so far behind that 4,096 entries or 16 MiB of a room
 * wait for them, the room refuses to append.
 */
public final class MemoryRoomLog implements RoomLog, LogAdministration {

    private final RoomTable rooms;
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder pages = new LongAdder();

    /**
     * An empty log.
     *
     * @param settings its bounds
     * @param clock tells when an entry was stored
     * @param executor calls listeners where a thread that appends has done so for long enough; runs tasks later or on
     *     other threads, not within the call, and may refuse them
     */
    public MemoryRoomLog(MemoryLogSettings settings, InstantSource clock, Executor executor) {
        this.rooms = new RoomTable(settings, clock, executor);
    }

    @Override
    public CompletionStage<Appended> append(RoomName room, Draft draft) {
        return complete(() -> {
            try {
                Appended appended = place(room, draft);
                answered.increment();
                return appended;
            } catch (LogUnavailableException refusal) {
                refused.increment();
                throw refusal;
            }
        });
    }

    private Appended place(RoomName room, Draft draft) {
        draft.key().ifPresent(key -> rooms.forgetOldKeys());
        MemoryRoom log = rooms.findOrMake(room);
        Optional<Appended> appended = log.append(draft);
        while (appended.isEmpty()) {
            log = rooms.findOrMake(room);
            appended = log.append(draft);
        }
        rooms.shrink(log);
        log.handOut();
        return appended.get();
    }

    /** A room that has no log is not given one: it is read as empty, at the epoch that the next one to be made gets. */
    @Override
    public CompletionStage<Page> read(RoomName room, Range range) {
        pages.increment();
        return complete(() -> rooms.find(room).map(log -> log.read(range)).orElseGet(this::emptyPage));
    }

    @Override
    public CompletionStage<Subscription> subscribe(RoomName room, Listener listener) {
        return complete(() -> rooms.subscribe(room, listener));
    }

    @Override
    public CompletionStage<Long> erase(UserKey user) {
        return complete(() -> rooms.erase(user));
    }

    @Override
    public LogStatistics statistics() {
        return new LogStatistics(
                LogStatistics.NONE.waiting(),
                new LogStatistics.Writes(answered.sum(), 0, refused.sum(), 0, 0),
                new LogStatistics.Reads(0, pages.sum()),
                LogStatistics.NONE.upkeep(),
                rooms.usedBytes());
    }

    private Page emptyPage() {
        return new Page(new Head(rooms.nextEpoch(), 1, 0), List.of());
    }

    private static <T> CompletionStage<T> complete(Supplier<T> operation) {
        try {
            return CompletableFuture.completedStage(operation.get());
        } catch (LogUnavailableException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }
}
