package io.parley.log.jdbc;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogUnavailableException;
import io.parley.log.Passage;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A draft on its way into the database, and who waits for its outcome. Immutable but for that; any thread may answer.
 */
final class PendingDraft {

    /** What a draft takes beside its texts: its objects, its place. */
    private static final int OVERHEAD_BYTES = 512;

    private final RoomName room;
    private final Draft draft;
    private final Optional<KeyDigest> key;
    private final long sinceNanos;
    private final CompletableFuture<Appended> answer = new CompletableFuture<>();

    PendingDraft(RoomName room, Draft draft, long nowNanos) {
        this.room = room;
        this.draft = draft;
        this.key = draft.key().map(text -> KeyDigest.of(draft.from().key(), text));
        this.sinceNanos = nowNanos;
    }

    RoomName room() {
        return room;
    }

    Draft draft() {
        return draft;
    }

    /** Its idempotency key, where it has one. */
    Optional<KeyDigest> key() {
        return key;
    }

    /** The publication of which it was made, where that is in the database. */
    Optional<Long> publication() {
        return draft.passage().map(Passage::publication);
    }

    /** Whether one before it on its way could not be stored. */
    boolean isHalted() {
        return draft.passage()
                .map(Passage::convoy)
                .filter(Passage.Convoy::isHalted)
                .isPresent();
    }

    /** It will not be stored, and so none behind it on its way may be. */
    void halt() {
        draft.passage().map(Passage::convoy).ifPresent(Passage.Convoy::halt);
    }

    /** When it came, by the clock that only counts. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** What it takes of the memory, roughly; at least so much. */
    int sizeBytes() {
        int chars = draft.body().text().length()
                + draft.body().data().map(String::length).orElse(0);
        return OVERHEAD_BYTES + 2 * chars;
    }

    CompletionStage<Appended> outcome() {
        return answer.minimalCompletionStage();
    }

    void succeed(Appended appended) {
        draft.passage().ifPresent(Passage::arrived);
        answer.complete(appended);
    }

    void fail(LogUnavailableException refusal) {
        answer.completeExceptionally(refusal);
    }
}
