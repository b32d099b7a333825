package io.parley.log.jdbc;

import io.parley.log.Entry;
import io.parley.protocol.RoomName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stores drafts of any rooms in one transaction. It begins with what this node knows of the rooms, as if it were alone:
 * then it takes a statement for all rooms, one for all keys, one for all entries, and the commit. Where another node
 * was faster, or a key is there already, nothing has been stored, and the rooms are locked and read.
 *
 * <p>Blocks. For one thread at a time.
 */
final class GroupCommit {

    private final Database database;
    private final InstantSource clock;
    private final Duration dedupe;

    GroupCommit(Database database, InstantSource clock, Duration dedupe) {
        this.database = database;
        this.clock = clock;
        this.dedupe = dedupe;
    }

    /**
     * What became of a transaction.
     *
     * @param claims what it was to write, by room
     * @param takenAway drafts of publications that another has brought into their rooms
     * @param certain whether it is committed; else nobody has told
     */
    record Outcome(Map<RoomName, Claim> claims, List<PendingDraft> takenAway, boolean certain) {

        /** The same, when that has been looked up. */
        Outcome known(boolean known) {
            return new Outcome(claims, takenAway, known);
        }
    }

    /** What a transaction is about to write, and what not. */
    private record Plan(Map<RoomName, Claim> claims, List<PendingDraft> takenAway) {}

    /** Thrown within a transaction that knew too little, to undo it. */
    private static final class OvertakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OvertakenException() {
            super("another was faster", null, false, false);
        }
    }

    /**
     * Stores drafts.
     *
     * @param drafts by room, in the order of their coming
     * @param known what this node knows of these rooms, where it does
     * @throws StorageException where nothing is stored
     */
    Outcome store(Map<RoomName, List<PendingDraft>> drafts, Map<RoomName, RoomRow> known) throws StorageException {
        if (known.size() == drafts.size()) {
            Optional<Outcome> outcome = storeAsKnown(drafts, known);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        makeMissing(drafts, known);
        return commit(connection -> locking(connection, drafts));
    }

    /** In a transaction of its own: the lock of a room that nobody else sees yet would keep nobody out. */
    private void makeMissing(Map<RoomName, List<PendingDraft>> drafts, Map<RoomName, RoomRow> known)
            throws StorageException {
        List<RoomName> unknown = drafts.keySet().stream()
                .filter(room -> !known.containsKey(room))
                .toList();
        if (!unknown.isEmpty()) {
            database.transaction(connection -> RoomSql.make(connection, unknown));
        }
    }

    private Optional<Outcome> storeAsKnown(Map<RoomName, List<PendingDraft>> drafts, Map<RoomName, RoomRow> known)
            throws StorageException {
        try {
            return Optional.of(commit(connection -> trusting(drafts, known)));
        } catch (OvertakenException e) {
            return Optional.empty();
        }
    }

    private Outcome commit(Database.Work<Plan> planning) throws StorageException {
        Plan plan = new Plan(new LinkedHashMap<>(), new ArrayList<>());
        try {
            boolean done = database.transaction(connection -> {
                Plan made = planning.in(connection);
                plan.claims().putAll(made.claims());
                plan.takenAway().addAll(made.takenAway());
                write(connection, plan.claims().values());
                return true;
            });
            return new Outcome(plan.claims(), plan.takenAway(), done);
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.UNCERTAIN) {
                return new Outcome(plan.claims(), plan.takenAway(), false);
            }
            throw e;
        }
    }

    /** By the ids of the rooms, as those who lock them do. */
    private Plan trusting(Map<RoomName, List<PendingDraft>> drafts, Map<RoomName, RoomRow> known) {
        Map<RoomName, Claim> claims = new LinkedHashMap<>();
        Instant now = now();
        known.entrySet().stream()
                .sorted(Comparator.comparingLong(room -> room.getValue().id()))
                .forEach(room -> claims.put(
                        room.getKey(), new Claim(room.getValue(), Map.of(), now, of(drafts, room.getKey()))));
        return new Plan(claims, List.of());
    }

    private Plan locking(Connection connection, Map<RoomName, List<PendingDraft>> drafts) throws SQLException {
        Map<RoomName, Claim> claims = new LinkedHashMap<>();
        Map<RoomName, RoomRow> locked = RoomSql.lock(connection, drafts.keySet());
        List<PendingDraft> takenAway = takenAway(connection, drafts.values());
        Instant now = now();
        for (Map.Entry<RoomName, RoomRow> room : locked.entrySet()) {
            List<PendingDraft> ofRoom = new ArrayList<>(of(drafts, room.getKey()));
            ofRoom.removeAll(takenAway);
            Map<KeyDigest, KeySql.Stored> keys = knownKeys(connection, room.getValue(), ofRoom, now);
            claims.put(room.getKey(), new Claim(room.getValue(), keys, now, ofRoom));
        }
        return new Plan(claims, takenAway);
    }

    /** Those whose publication is not there any more. */
    private static List<PendingDraft> takenAway(Connection connection, Collection<List<PendingDraft>> drafts)
            throws SQLException {
        Map<Long, PendingDraft> published = new TreeMap<>();
        drafts.forEach(ofRoom -> ofRoom.forEach(
                draft -> draft.publication().ifPresent(publication -> published.put(publication, draft))));
        published.keySet().removeAll(PublicationSql.lock(connection, List.copyOf(published.keySet())));
        return List.copyOf(published.values());
    }

    private static List<PendingDraft> of(Map<RoomName, List<PendingDraft>> drafts, RoomName room) {
        return drafts.getOrDefault(room, List.of());
    }

    /** Those whose window is not over; the others are forgotten. */
    private Map<KeyDigest, KeySql.Stored> knownKeys(
            Connection connection, RoomRow room, List<PendingDraft> drafts, Instant now) throws SQLException {
        List<KeyDigest> digests = drafts.stream()
                .flatMap(draft -> draft.key().stream())
                .distinct()
                .toList();
        if (digests.isEmpty()) {
            return Map.of();
        }
        Map<KeyDigest, KeySql.Stored> known = new HashMap<>(KeySql.find(connection, room.id(), digests));
        List<KeyDigest> over = known.entrySet().stream()
                .filter(key -> Duration.between(key.getValue().sentAt(), now).compareTo(dedupe) >= 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!over.isEmpty()) {
            KeySql.delete(connection, room.id(), over, now.minus(dedupe).plusMillis(1));
            known.keySet().removeAll(over);
        }
        return known;
    }

    private static void write(Connection connection, Collection<Claim> claims) throws SQLException {
        List<Long> publications =
                claims.stream().flatMap(claim -> claim.publications().stream()).toList();
        if (!RoomSql.grow(connection, claims)
                || !KeySql.insert(connection, claims)
                || !PublicationSql.take(connection, publications)) {
            throw new OvertakenException();
        }
        EntrySql.insert(connection, claims);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Begins another life of a room's log, whose clients must not take it for the one that they knew. */
    void renewEpoch(long room) throws StorageException {
        database.transaction(connection -> RoomSql.renewEpoch(connection, room));
    }

    /**
     * Looks up whether a transaction whose outcome nobody told was committed. It waits until that transaction has
     * ended, since it holds the locks of its rooms.
     *
     * @throws StorageException where that cannot be told now
     */
    boolean isCommitted(Map<RoomName, Claim> claims) throws StorageException {
        Optional<Claim> any = claims.values().stream()
                .filter(claim -> !claim.entries().isEmpty())
                .findFirst();
        if (any.isEmpty()) {
            return true;
        }
        RoomRow room = any.get().before();
        Entry first = any.get().entries().get(0);
        return database.transaction(connection -> {
            RoomSql.lockOne(connection, room.id());
            return EntrySql.stands(connection, room.id(), first);
        });
    }
}
