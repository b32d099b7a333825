package io.parley.it;

import io.parley.it.journal.Ack;
import io.parley.it.journal.Attempt;
import io.parley.it.journal.Entrance;
import io.parley.it.journal.Journal;
import io.parley.it.journal.Position;
import io.parley.it.journal.Stay;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A guest who talks in some rooms, comes back as the same user whenever the connection has ended, says again what was
 * not acknowledged, and keeps a journal. For one thread; a {@link Visit} is one of its connections.
 */
final class Regular {

    /** How much it says without having an answer. */
    private static final int WINDOW = 8;

    /** Short, so that 1,000 messages are less than half of an outbox. */
    private static final int MOST_LETTERS = 100;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Ordeal ordeal;
    private final Person person;
    private final Random random;
    private final Journal journal;
    private final Map<String, Attempt> unanswered = new LinkedHashMap<>();
    private final Map<String, Position> positions = new HashMap<>();
    private @Nullable String token;
    private boolean sleepy;
    private int thoughts;
    private int calls;

    /**
     * Who it is.
     *
     * @param name what it is called
     * @param rooms where it talks
     * @param addresses where it calls, in turn
     */
    record Person(String name, List<String> rooms, List<URI> addresses) {}

    Regular(Ordeal ordeal, Person person, Random random) {
        this.ordeal = ordeal;
        this.journal = new Journal(person.name());
        this.person = person;
        this.random = random;
    }

    /** One that stays away for a long time, as soon as it has heard of anything. */
    Regular sleepy() {
        sleepy = true;
        return this;
    }

    Journal journal() {
        return journal;
    }

    List<String> rooms() {
        return person.rooms();
    }

    /** Talks until it has been enough, and reads all that was said. */
    void comesAndGoes() throws InterruptedException {
        boolean done = false;
        while (!done) {
            try (Call call = calls()) {
                done = new Visit(this, ordeal, ordeal.connected(call)).stays();
                ordeal.hasEnded(call);
            }
            if (isTired()) {
                sleepy = false;
                ordeal.sleeps();
            }
        }
    }

    /** Connects; a server that is not there, or does not want to, is asked again. */
    private Call calls() throws InterruptedException {
        URI address = person.addresses().get(calls % person.addresses().size());
        calls++;
        URI asked = token == null ? URI.create(address + Server.named(journal.owner())) : address;
        long begun = System.nanoTime();
        while (true) {
            ordeal.awaitOpen();
            try {
                return new Call(asked, token);
            } catch (CompletionException e) {
                if (System.nanoTime() - begun > Patience.LONG.toNanos()) {
                    throw new AssertionError(journal.owner() + " was not let in", e);
                }
                Patience.await(
                        CompletableFuture.runAsync(
                                () -> {},
                                CompletableFuture.delayedExecutor(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)),
                        "the next try");
            }
        }
    }

    /** The secret that makes the next connection the same user. */
    void keeps(String secret) {
        token = secret;
    }

    /** It is time to go to bed. */
    boolean isTired() {
        return sleepy && journal.hasAcks();
    }

    boolean isSilent() {
        return unanswered.isEmpty();
    }

    /** Something new, unless enough of the old is not answered. */
    @Nullable
    Attempt thinks() {
        if (unanswered.size() >= WINDOW) {
            return null;
        }
        thoughts++;
        String key = journal.owner() + "-" + thoughts;
        String text = key + " " + String.valueOf((char) ('a' + thoughts % 26)).repeat(random.nextInt(MOST_LETTERS));
        Attempt attempt = new Attempt(anyRoom(), key, text);
        journal.tries(attempt);
        unanswered.put(key, attempt);
        return attempt;
    }

    private String anyRoom() {
        return person.rooms().get(random.nextInt(person.rooms().size()));
    }

    /** What has to be said again, in the order in which it was said. */
    Collection<Attempt> unanswered(String room) {
        return unanswered.values().stream()
                .filter(attempt -> attempt.room().equals(room))
                .toList();
    }

    void isAcknowledged(Ack ack) {
        unanswered.remove(ack.key());
        journal.isAcknowledged(ack);
        ordeal.isAcknowledged(ack);
    }

    /** Up to where a room has been read without leaving anything out. */
    @Nullable
    Position position(String room) {
        return positions.get(room);
    }

    /** Whether it has seen what anybody was told of in an ack, up to now. */
    boolean isUpToDate() {
        return person.rooms().stream().allMatch(room -> {
            @Nullable Position at = positions.get(room);
            return at != null && at.seq() >= ordeal.acknowledged(room);
        });
    }

    Stay enters(String room, Entrance entrance) {
        Stay stay = journal.enters(room, entrance);
        if (!entrance.leavesOut()) {
            positions.put(room, entrance.newest());
        }
        return stay;
    }

    void hasRead(String room, String epoch, long seq) {
        positions.put(room, new Position(epoch, seq));
    }

    @Override
    public String toString() {
        return journal.owner() + ", who has read " + positions + " and waits for " + unanswered.keySet();
    }
}
