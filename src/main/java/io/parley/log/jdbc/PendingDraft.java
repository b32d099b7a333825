package io.parley.log.jdbc;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogUnavailableException;
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
        answer.complete(appended);
    }

    void fail(LogUnavailableException refusal) {
        answer.completeExceptionally(refusal);
    }
}
