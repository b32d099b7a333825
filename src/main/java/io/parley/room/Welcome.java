package io.parley.room;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RoomLog;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.Limits;
import io.parley.protocol.Position;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a member is told when it enters: all that it missed, or the newest page; never a part of what it missed called
 * all.
 */
final class Welcome {

    /** What {@code joined} carries: {@code recovered} is absent where no recovery was asked for. */
    record Read(Optional<Boolean> recovered, List<ChatMessage> messages) {}

    private final RoomLog log;
    private final RoomName room;
    private final RoomSettings settings;

    Welcome(RoomLog log, RoomName room, RoomSettings settings) {
        this.log = log;
        this.room = room;
        this.settings = settings;
    }

    /**
     * Up to where a member has read who comes from a node that is ahead of this one, as the log itself tells; 0 for
     * everybody else.
     */
    CompletionStage<Long> readElsewhere(Entrance entrance, Position at) {
        Position since = entrance.since().orElse(at);
        if (!since.epoch().equals(at.epoch()) || since.seq() <= at.seq()) {
            return CompletableFuture.completedFuture(0L);
        }
        // Not what lies directly above the newest that this node knows: that it need not look up
        return log.read(room, new Range(since.seq() + 1, Long.MAX_VALUE, Range.End.OLDEST, 1, 1))
                .thenApply(page -> isIn(since, page.head()) ? since.seq() : 0L);
    }

    private static boolean isIn(Position position, Head head) {
        return head.epoch().equals(position.epoch()) && head.newest() >= position.seq();
    }

    /** Reads for a member that enters at a position; nothing above that position is in it. */
    CompletionStage<Read> read(Entrance entrance, Position at) {
        if (entrance.since().isEmpty()) {
            return newest(entrance, at, Optional.empty());
        }
        Position since = entrance.since().get();
        long missing = at.seq() - since.seq();
        if (!since.epoch().equals(at.epoch()) || missing < 0 || missing > Limits.RECOVERY_ENTRIES) {
            return newest(entrance, at, Optional.of(false));
        }
        if (missing == 0) {
            return CompletableFuture.completedFuture(new Read(Optional.of(true), List.of()));
        }
        Range range = new Range(
                since.seq() + 1, at.seq(), Range.End.OLDEST, Limits.RECOVERY_ENTRIES, settings.recoveryBytes());
        return log.read(room, range)
                .thenCompose(page -> isWhole(page, at, missing)
                        ? CompletableFuture.completedFuture(new Read(Optional.of(true), messages(page)))
                        : newest(entrance, at, Optional.of(false)));
    }

    private boolean isWhole(Page page, Position at, long missing) {
        return page.head().epoch().equals(at.epoch())
                && page.entries().size() == missing
                && bytes(page) <= settings.recoveryBytes();
    }

    private static long bytes(Page page) {
        return page.entries().stream()
                .mapToLong(entry -> entry.message().sizeBytes())
                .sum();
    }

    private CompletionStage<Read> newest(Entrance entrance, Position at, Optional<Boolean> recovered) {
        int count = Math.min(entrance.history(), Limits.PAGE_ENTRIES);
        if (count == 0 || at.seq() == 0) {
            return CompletableFuture.completedFuture(new Read(recovered, List.of()));
        }
        Range range = new Range(1, at.seq(), Range.End.NEWEST, count, settings.pageBytes());
        return log.read(room, range).thenApply(page -> new Read(recovered, messages(page)));
    }

    private static List<ChatMessage> messages(Page page) {
        return page.entries().stream().map(Entry::message).toList();
    }
}
