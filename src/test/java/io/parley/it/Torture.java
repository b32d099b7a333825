package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.narrow.NarrowFilter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/**
 * Clients that talk in several rooms with messages of any size, ping, pause, close in every way and come back, until
 * they have heard so many frames. What they have in common; {@link Tormentor} is one of them.
 */
final class Torture {

    static final int ROOMS = 5;

    private static final Logger LOG = Logger.getLogger(Torture.class.getName());
    private static final int CLIENTS = 8;

    /** More than two clients are ever apart in one room. */
    private static final int REMEMBERED = 1 << 16;

    /** Others have to go on for a pause to come to its end. */
    private static final int PAUSES_AT_ONCE = 2;

    /** What has to have happened, or it was no torture. */
    private static final List<String> MUST_HAPPEN =
            List.of("recovered", "pong", "ping", "pause", "answered", "dropped", "closed 1002", "closed 1003", "ack");

    private static final List<String> BORDERS = List.of("125 bytes", "126 bytes", "65535 bytes", "65536 bytes");

    private record Entry(long seq, String id) {}

    private final long frames;
    private final long seed = Long.getLong("parley.it.torture.seed", new Random().nextLong());
    private final AtomicLong heard = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Semaphore pauses = new Semaphore(PAUSES_AT_ONCE);
    private final Map<String, AtomicReferenceArray<@Nullable Entry>> rooms = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> happened = new ConcurrentHashMap<>();

    private Torture(long frames) {
        this.frames = frames;
    }

    /**
     * The WAR for it: no bounds of a pace, a log that is never behind, frames that leave in parts, and a server that
     * pings all the time.
     */
    static WebArchive archive(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "parley.frames.rate=0",
                "parley.frames.control-rate=0",
                "parley.frames.byte-rate=1073741824",
                "parley.limits.rate=0",
                "parley.limits.user-rate=0",
                "parley.limits.read-rate=0",
                "parley.limits.byte-rate=0",
                "parley.limits.handshakes=0",
                "parley.limits.text-chars=70000",
                "parley.limits.message-bytes=131072",
                "parley.log=memory",
                "parley.outbox.bytes=67108864",
                "parley.outbox.age=PT60S",
                "parley.log.dedupe=PT1S",
                "parley.presence.grace=PT1S",
                "parley.keepalive.ping=PT0.2S",
                "parley.keepalive.timeout=PT60S"));
        all.addAll(List.of(settings));
        return Archives.configured(all.toArray(String[]::new)).addPackage(NarrowFilter.class.getPackage());
    }

    /** Goes on until all have heard so many frames together, and fails with the seed of what was random. */
    static void of(URI address, long frames) {
        Torture torture = new Torture(frames);
        LOG.info(() -> "seed " + torture.seed);
        long begun = System.nanoTime();
        torture.goOn(address);
        double seconds = (System.nanoTime() - begun) / 1e9;
        LOG.info(() -> String.format("%d frames in %.1f s: %s", torture.heard.get(), seconds, torture.counts()));
        torture.wasOne();
    }

    private void goOn(URI address) {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Tormentor client = new Tormentor(this, address, i, new Random(seed + i));
                ends.add(threads.submit(() -> run(client)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
        @Nullable Throwable first = failure.get();
        if (first != null) {
            throw new AssertionError(
                    "parley.it.torture.seed=" + seed + " after " + heard + " frames: " + first.getMessage(), first);
        }
    }

    private void run(Tormentor client) {
        try {
            client.comesAndGoes();
        } catch (Throwable e) {
            failure.compareAndSet(null, new AssertionError(client + ": " + e, e));
        }
    }

    private void wasOne() {
        assertThat(happened).as("seed %d", seed).containsKeys(MUST_HAPPEN.toArray(String[]::new));
        assertThat(happened).as("seed %d", seed).containsKeys(BORDERS.toArray(String[]::new));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        happened.forEach((what, count) -> {
            if (!what.endsWith(" bytes") || BORDERS.contains(what)) {
                counts.put(what, count.sum());
            }
        });
        return counts;
    }

    boolean isOver() {
        return heard.get() >= frames || failure.get() != null;
    }

    void hearsOne() {
        heard.incrementAndGet();
    }

    void happens(String what) {
        happened.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    /** All hear the same at each place of a room. */
    void agrees(String room, long seq, String id) {
        AtomicReferenceArray<@Nullable Entry> known =
                rooms.computeIfAbsent(room, name -> new AtomicReferenceArray<>(REMEMBERED));
        int place = (int) (seq % REMEMBERED);
        Entry mine = new Entry(seq, id);
        @Nullable Entry now = known.get(place);
        while (now == null || now.seq() < seq) {
            known.compareAndSet(place, now, mine);
            now = known.get(place);
        }
        if (now.seq() == seq) {
            assertThat(id).as("%s %d", room, seq).isEqualTo(now.id());
        }
    }

    /** Does nothing, and reads nothing, while others hear so many frames. */
    void pauses(int others) {
        if (pauses.tryAcquire()) {
            try {
                happens("pause");
                long end = heard.get() + others;
                while (heard.get() < end && !isOver()) {
                    LockSupport.parkNanos(50_000);
                }
            } finally {
                pauses.release();
            }
        }
    }
}
