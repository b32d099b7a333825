package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.journal.Ack;
import io.parley.it.journal.Seen;
import io.parley.it.journal.Verdict;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * People who talk in several rooms while havoc strikes, again and again, each time after a random number of acks, and
 * who come back and go on. What they have in common; {@link Regular} is one of them.
 */
final class Ordeal {

    private static final Logger LOG = Logger.getLogger(Ordeal.class.getName());

    private static final int PEOPLE_IN_A_ROOM = 10;
    private static final int ROOMS_EACH = 2;

    /** Of each of the people, from one strike to the next. */
    private static final int MOST_ACKS = 100;

    /** The same, where it strikes when not all are back yet: every other time. */
    private static final int FEW_ACKS = 3;

    /** Of each room, while one of the people is away: more than can be recovered at once, unevenly as they come. */
    private static final int LONG_ABSENCE_ACKS = 1500;

    private final List<URI> addresses;
    private final Gate gate;
    private final int people;
    private final long seed = Long.getLong("parley.it.crash.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Semaphore acks = new Semaphore(0);
    private final CountDownLatch morning = new CountDownLatch(1);
    private final CountDownLatch silence;
    private final Set<Regular> silent = ConcurrentHashMap.newKeySet();
    private final Set<Call> lines = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<Seen, Seen> entries = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** Of the server: without bounds of a pace, with a log that keeps all and remembers all keys. */
    static String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "-Dparley.limits.rate=0",
                                "-Dparley.limits.user-rate=0",
                                "-Dparley.limits.byte-rate=0",
                                "-Dparley.limits.read-rate=0",
                                "-Dparley.limits.handshakes=0",
                                "-Dparley.limits.per-address=0",
                                "-Dparley.frames.byte-rate=0",
                                "-Dparley.frames.rate=0",
                                "-Dparley.log.dedupe=PT1H"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** So many people, who come to a server that is there when the gate is open. */
    Ordeal(Server server, Gate gate, int people) {
        this(List.of(server), gate, people);
    }

    /** The same with several servers for one log: each connection is to another one than the connection before. */
    Ordeal(List<Server> servers, Gate gate, int people) {
        this.addresses = servers.stream().map(server -> server.socket("chat")).toList();
        this.gate = gate;
        this.people = people;
        this.silence = new CountDownLatch(people);
    }

    /** Lets them talk until it has struck so often, and a while longer; what became of it. */
    Verdict with(int strikes, Havoc havoc) throws Exception {
        LOG.info(this::toString);
        List<Regular> regulars = regulars();
        try (Crowd crowd = new Crowd()) {
            var parts = crowd.begin(people, number -> plays(regulars.get(number)));
            assertThat(parts).hasSize(people);
            long heard = 0;
            for (int i = 0; i < strikes; i++) {
                heard += awaitAcks(anyNumber(i % 2 == 0 ? MOST_ACKS : FEW_ACKS));
                havoc.strike();
                heard += acks.drainPermits();
            }
            long missed = (long) LONG_ABSENCE_ACKS * rooms();
            awaitAcks((int) Math.max(anyNumber(MOST_ACKS), missed - heard));
            morning.countDown();
            awaitAcks(anyNumber(MOST_ACKS));
            stopping = true;
            crowd.finish();
        }
        Verdict verdict = Verdict.on(regulars.stream().map(Regular::journal).toList());
        LOG.info(() -> this + ", " + strikes + " strikes, " + verdict.summary());
        return verdict;
    }

    private List<Regular> regulars() {
        List<Regular> regulars = new ArrayList<>();
        for (int number = 0; number < people; number++) {
            int one = number % rooms();
            int other = (one + 1 + number / rooms() % (rooms() - 1)) % rooms();
            List<String> in = List.of("room" + one, "room" + other);
            List<URI> from = new ArrayList<>(addresses);
            Collections.rotate(from, number);
            regulars.add(new Regular(this, new Regular.Person("guest" + number, in, from), new Random(seed + number)));
        }
        regulars.get(0).sleepy();
        return regulars;
    }

    private int rooms() {
        return Math.max(ROOMS_EACH, people * ROOMS_EACH / PEOPLE_IN_A_ROOM);
    }

    private Regular plays(Regular regular) throws Exception {
        try {
            regular.comesAndGoes();
            return regular;
        } catch (Exception | Error e) {
            failure.compareAndSet(null, new AssertionError(regular.toString(), e));
            isSilent(regular);
            throw e;
        }
    }

    private int anyNumber(int mostEach) {
        return 1 + random.nextInt(people * mostEach);
    }

    private long awaitAcks(int number) throws InterruptedException {
        boolean came = acks.tryAcquire(number, Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        @Nullable Throwable first = failure.get();
        if (!came || first != null) {
            throw new AssertionError(
                    this + ": waited for " + number + " acks, there were " + acks.availablePermits(), first);
        }
        return number;
    }

    /** Everybody's connection is gone at once, wherever it is; for a {@link Havoc} of its own. */
    void cutsAll() {
        lines.forEach(Call::cut);
    }

    /** The same for every other connection, so that those who stay talk with those who come back. */
    void cutsSome() {
        List<Call> all = List.copyOf(lines);
        for (int i = 0; i < all.size(); i += 2) {
            all.get(i).cut();
        }
    }

    /** Somebody has called. */
    Call connected(Call call) {
        lines.add(call);
        return call;
    }

    /** A call is over. */
    void hasEnded(Call call) {
        lines.remove(call);
    }

    void awaitOpen() throws InterruptedException {
        gate.awaitOpen();
    }

    void isAcknowledged(Ack ack) {
        acknowledged.merge(ack.room(), ack.seq(), Math::max);
        acks.release();
    }

    /** The highest place in a room that somebody was told of in an ack. */
    long acknowledged(String room) {
        return acknowledged.getOrDefault(room, 0L);
    }

    /** Returns when the others have said much, however long that takes: who strikes has no endless patience. */
    void sleeps() throws InterruptedException {
        morning.await();
    }

    /** Nothing new is to be said. */
    boolean isStopping() {
        return stopping;
    }

    /** Somebody has nothing more to say; returns when nobody has. */
    void awaitSilence(Regular regular) throws InterruptedException {
        isSilent(regular);
        Patience.await(silence, "silence");
    }

    private void isSilent(Regular regular) {
        if (silent.add(regular)) {
            silence.countDown();
        }
    }

    /** Many see the same: it is kept once. */
    Seen shared(Seen entry) {
        @Nullable Seen known = entries.putIfAbsent(entry, entry);
        return known == null ? entry : known;
    }

    @Override
    public String toString() {
        return "parley.it.crash.seed=" + seed;
    }
}
