package io.parley.log.jdbc;

import io.parley.log.LogUnavailableException;
import io.parley.log.TakenAwayException;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Stores drafts and answers their senders. What has to be tried again is; what fails for what it is fails alone; a
 * commit whose outcome nobody told is looked up.
 *
 * <p>Blocks. {@link #store} is for one thread at a time, {@link #close} for any.
 */
final class GroupWriter {

    private static final System.Logger LOG = System.getLogger("io.parley.log");

    /** A transaction that others disturb, or whose connection is broken, is tried so often. */
    private static final int TRIES = 4;

    private static final int LONGEST_PAUSE_MILLIS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final GroupCommit commit;
    private final FollowedRooms rooms;
    private final LogHealth health;
    private final Duration patience;
    private final Consumer<RoomName> catchUp;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A writer.
     *
     * @param commit the transactions
     * @param rooms hear of what is stored
     * @param health hears of how it goes
     * @param patience how long the outcome of a commit is looked for
     * @param catchUp reads what a room is behind, as it is where another node stored something in between
     */
    GroupWriter(
            GroupCommit commit, FollowedRooms rooms, LogHealth health, Duration patience, Consumer<RoomName> catchUp) {
        this.commit = commit;
        this.rooms = rooms;
        this.health = health;
        this.patience = patience;
        this.catchUp = catchUp;
    }

    /** Stores drafts, or tells their senders why not. Throws nothing. */
    void store(List<PendingDraft> batch) {
        List<PendingDraft> drafts = onTheirWay(batch);
        if (!drafts.isEmpty()) {
            storeOrFail(drafts);
        }
    }

    /** Without those before which another has failed: they come once more, behind it. */
    private List<PendingDraft> onTheirWay(List<PendingDraft> batch) {
        Map<Boolean, List<PendingDraft>> byHalt =
                batch.stream().collect(Collectors.partitioningBy(PendingDraft::isHalted));
        List<PendingDraft> behind = byHalt.getOrDefault(true, List.of());
        if (!behind.isEmpty()) {
            fail(behind, health.halted(behind));
        }
        return byHalt.getOrDefault(false, List.of());
    }

    private void storeOrFail(List<PendingDraft> drafts) {
        Map<RoomName, List<PendingDraft>> byRoom = drafts.stream()
                .collect(Collectors.groupingBy(PendingDraft::room, LinkedHashMap::new, Collectors.toList()));
        Map<RoomName, Long> seen = rooms.newest(byRoom.keySet());
        health.begins(drafts);
        try {
            GroupCommit.Outcome outcome = tryToStore(byRoom);
            if (outcome.certain()) {
                health.works(drafts);
                outcome.claims().forEach((room, claim) -> tell(room, claim, seen.getOrDefault(room, 0L)));
                fail(outcome.takenAway(), new TakenAwayException());
            } else {
                fail(drafts, health.uncertain(drafts));
            }
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.REFUSED && drafts.size() > 1) {
                store(drafts.subList(0, drafts.size() / 2));
                store(drafts.subList(drafts.size() / 2, drafts.size()));
            } else {
                fail(drafts, health.failed(e, drafts));
            }
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "storing messages failed for an unforeseen reason", e);
            rooms.distrust(byRoom.keySet());
            fail(drafts, health.uncertain(drafts));
        }
    }

    /** Tells a room, of which so much was known before. */
    private void tell(RoomName room, Claim claim, long seen) {
        if (claim.before().newest() < seen && rooms.isLife(room, claim.before().epoch())) {
            beginAnew(room, claim.before(), seen);
        }
        rooms.stored(room, claim);
        catchUp.accept(room);
    }

    /** The database has lost messages that it had: what is known of the room, and what its members saw, is void. */
    private void beginAnew(RoomName room, RoomRow found, long seen) {
        LOG.log(
                System.Logger.Level.ERROR,
                "The room log''s database has lost messages of room {0}: it had {1}, and was found with {2}."
                        + " The log begins a new life, and the members come back",
                room,
                seen,
                found.newest());
        rooms.breakOff(room);
        try {
            commit.renewEpoch(found.id());
        } catch (StorageException e) {
            LOG.log(System.Logger.Level.ERROR, "room " + room + " could not be given a new epoch", e);
        }
    }

    private GroupCommit.Outcome tryToStore(Map<RoomName, List<PendingDraft>> drafts) throws StorageException {
        for (int tries = 1; ; tries++) {
            try {
                GroupCommit.Outcome outcome = commit.store(drafts, rooms.known(drafts.keySet()));
                if (outcome.certain()) {
                    return outcome;
                }
                rooms.distrust(drafts.keySet());
                Optional<Boolean> committed = lookUp(outcome.claims());
                if (committed.isEmpty() || committed.get()) {
                    return outcome.known(committed.isPresent());
                }
                if (tries == TRIES) {
                    throw StorageException.notDone();
                }
            } catch (StorageException e) {
                rooms.distrust(drafts.keySet());
                if (tries == TRIES || !mayGoBetter(e.kind())) {
                    throw e;
                }
                health.triedAgain();
                pause();
            }
        }
    }

    /** Not as long as another node that was disturbed by this one, and disturbs it. */
    private void pause() {
        isClosedWithin(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS)));
    }

    private static boolean mayGoBetter(StorageException.Kind kind) {
        return kind != StorageException.Kind.REFUSED && kind != StorageException.Kind.UNREACHABLE;
    }

    /** Whether a transaction was committed; empty where that could not be told in time. */
    private Optional<Boolean> lookUp(Map<RoomName, Claim> claims) {
        long begun = System.nanoTime();
        do {
            try {
                return Optional.of(commit.isCommitted(claims));
            } catch (StorageException e) {
                LOG.log(System.Logger.Level.DEBUG, "whether a commit was done cannot be told yet", e);
            }
        } while (!isClosedWithin(BETWEEN_LOOKS) && System.nanoTime() - begun < patience.toNanos());
        return Optional.empty();
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void fail(List<PendingDraft> drafts, LogUnavailableException refusal) {
        drafts.forEach(draft -> draft.fail(health.refusal(draft, refusal)));
    }

    /** Looks no longer for what cannot be told. */
    void close() {
        closed.countDown();
    }
}
