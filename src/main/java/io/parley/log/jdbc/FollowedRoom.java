package io.parley.log.jdbc;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.feed.Feed;
import io.parley.log.feed.RoomRing;
import io.parley.log.feed.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A room that is followed on this node: what is known of it, its newest entries, and who follows. Entries are handed
 * out as they are added to the tail, without a gap; where one is missing, the room is behind until it has been read.
 *
 * <p>Any thread may call. All fields but the feed are guarded by this; {@link #handOut} is called without it.
 */
final class FollowedRoom {

    private final Feed feed;
    private final RoomRing tail;
    private final List<Early> early = new ArrayList<>();
    private @Nullable RoomRow row;

    /** What this node has stored or seen before it was known where the room begins. */
    private @Nullable RoomRow ahead;

    private boolean trusted;
    private boolean reading;

    /** Nobody follows any more, and what still arrives is too late. */
    private boolean gone;

    /** A subscriber that came before it was known where it starts. */
    private record Early(Subscriber subscriber, CompletableFuture<Void> stands) {}

    FollowedRoom(Feed feed, RoomRing tail) {
        this.feed = feed;
        this.tail = tail;
    }

    /**
     * Adds a subscriber. Its first call waits to be handed out.
     *
     * @param stands completes, or fails, when that is decided
     * @return whether the room has to be read first, by the caller
     */
    synchronized boolean add(Subscriber subscriber, CompletableFuture<Void> stands) {
        if (row != null) {
            feed.add(subscriber, head(row));
            stands.complete(null);
            return false;
        }
        early.add(new Early(subscriber, stands));
        return early.size() == 1;
    }

    /** Where the feed stands: what is known above it will be handed out. */
    private Head head(RoomRow known) {
        return new Head(known.epoch(), Math.min(known.oldest(), tail.newest() + 1), tail.newest());
    }

    /** Removes a subscriber; whether nobody follows any more. */
    synchronized boolean remove(Subscriber subscriber) {
        boolean last = feed.remove(subscriber) && early.isEmpty();
        if (last) {
            end();
        }
        return last;
    }

    private void end() {
        gone = true;
        trusted = false;
        tail.clear();
    }

    /** Begins, with what was read: those who came early start behind these entries. */
    synchronized List<CompletableFuture<Void>> begin(RoomRow read, List<Entry> newest) {
        if (gone) {
            return takeEarly();
        }
        row = read;
        trusted = read.exists();
        tail.startBehind(read.newest() - newest.size());
        newest.forEach(entry -> tail.add(entry, entry.message().sizeBytes()));
        early.forEach(waiting -> feed.add(waiting.subscriber(), head(read)));
        if (ahead != null) {
            see(ahead);
        }
        return takeEarly();
    }

    /** It could not be read: takes those who came early, who have to be told. */
    synchronized List<CompletableFuture<Void>> takeEarly() {
        List<CompletableFuture<Void>> taken = early.stream().map(Early::stands).toList();
        early.clear();
        return taken;
    }

    /** Whether it was broken off, or everybody has left: who comes now follows another. */
    synchronized boolean isGone() {
        return gone;
    }

    /** Whether this is the life of the log that is followed. */
    synchronized boolean isLife(String epoch) {
        return row != null && row.epoch().equals(epoch);
    }

    /** Whether nobody follows, or wants to. */
    synchronized boolean isUnused() {
        return !feed.isFollowed() && early.isEmpty();
    }

    /** The room as the database has it, as far as this node knows. */
    synchronized Optional<RoomRow> known() {
        return trusted ? Optional.ofNullable(row) : Optional.empty();
    }

    /** What is known may be wrong: it has to be read before it is built on. */
    synchronized void distrust() {
        trusted = false;
    }

    /** The newest seq that the room is known to have had. */
    synchronized long newest() {
        return row == null ? 0 : row.newest();
    }

    /** This node has stored entries. */
    synchronized void stored(RoomRow after, List<Entry> entries) {
        if (gone) {
            return;
        }
        if (row == null) {
            lookAhead(after);
            return;
        }
        boolean next = !entries.isEmpty() && entries.get(0).seq() == tail.newest() + 1;
        see(after);
        if (next && !gone) {
            entries.forEach(this::add);
        }
    }

    /** The room was read: by it or by another node, it may have grown, shrunk, or changed. */
    synchronized void seen(RoomRow read) {
        if (gone || !read.exists()) {
            return;
        }
        if (row == null) {
            lookAhead(read);
        } else {
            see(read);
        }
    }

    private void lookAhead(RoomRow later) {
        if (ahead == null || !later.epoch().equals(ahead.epoch()) || !later.isOlderThan(ahead)) {
            ahead = later;
        }
    }

    /**
     * Takes over what was read, unless more is known. Where entries have changed, those in memory are forgotten. Where
     * the log has begun another life, what its followers have heard is void.
     */
    private void see(RoomRow read) {
        if (row != null && !row.epoch().equals(read.epoch())) {
            breakOff();
            return;
        }
        if (row != null && row.exists() && read.isOlderThan(row)) {
            return;
        }
        if (row != null && row.exists() && read.revision() != row.revision()) {
            tail.startBehind(tail.newest());
        }
        row = read;
        trusted = true;
    }

    /** Where what is missing begins, where something is and nobody is reading it; the caller then is. */
    synchronized Optional<Range> beginReading(int maxEntries, int maxBytes) {
        if (row == null || gone || reading || tail.newest() >= row.newest() || !feed.hasPlace()) {
            return Optional.empty();
        }
        reading = true;
        return Optional.of(new Range(tail.newest() + 1, row.newest(), Range.End.OLDEST, maxEntries, maxBytes));
    }

    /** What was missing could not be read. */
    synchronized void endReading() {
        reading = false;
    }

    /**
     * What was missing has been read.
     *
     * @return what may be done now
     */
    synchronized Progress endReading(RoomRow read, List<Entry> entries) {
        reading = false;
        seen(read);
        long before = tail.newest();
        boolean changedSince = row != null && row.revision() != read.revision();
        if (gone || changedSince) {
            return Progress.NONE;
        }
        if (read.oldest() > before + 1) {
            return Progress.BROKEN;
        }
        entries.stream().filter(entry -> entry.seq() == tail.newest() + 1).forEach(this::add);
        return tail.newest() > before ? Progress.SOME : Progress.NONE;
    }

    /** What came of reading what was missing. */
    enum Progress {
        /** There may be more. */
        SOME,
        /** It is no longer missing, or not there yet. */
        NONE,
        /** It has been taken away: nothing can be handed out without a gap. */
        BROKEN
    }

    /** Ends it: who follows is told that nothing more comes. That waits to be handed out. */
    synchronized void breakOff() {
        feed.breakOff();
        end();
    }

    private void add(Entry entry) {
        int sizeBytes = entry.message().sizeBytes();
        tail.add(entry, sizeBytes);
        feed.add(entry, sizeBytes);
    }

    /** What a range selects, where the tail holds all of it; who asks for more than is known here may know better. */
    synchronized Optional<Page> read(Range range) {
        if (row == null || gone || range.from() > row.newest() + 1) {
            return Optional.empty();
        }
        long high = Math.min(range.to(), row.newest());
        long low = Math.max(range.from(), row.oldest());
        if (high > tail.newest()) {
            return Optional.empty();
        }
        Page page = new Page(row.head(), low > high ? List.of() : tail.read(above(range, low)));
        return low > high || low >= tail.oldest() || isFull(page, range) ? Optional.of(page) : Optional.empty();
    }

    private static Range above(Range range, long low) {
        return new Range(low, range.to(), range.end(), range.maxEntries(), range.maxBytes());
    }

    /** Whether it ends because of a bound, and not because the tail does. */
    private boolean isFull(Page page, Range range) {
        return range.end() == Range.End.NEWEST
                && !page.entries().isEmpty()
                && (page.entries().size() == range.maxEntries()
                        || page.entries().get(0).seq() > tail.oldest());
    }

    /** Gives up the older half of the tail; whether there was any. */
    synchronized boolean trim() {
        return tail.trim();
    }

    /**
     * Checks that those who follow are not too far behind.
     *
     * @throws LogUnavailableException where they are
     */
    synchronized void requirePlace() {
        if (feed.isFollowed()) {
            feed.requirePlace();
        }
    }

    /** Hands out what waits, for one turn. */
    void handOut() {
        feed.handOut();
    }
}
