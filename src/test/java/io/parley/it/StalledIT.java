package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.auction.Ledger;
import io.parley.it.narrow.NarrowFilter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.HdrHistogram.Histogram;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Members that do not read, among 100, while data flows: each takes no more memory than it may and is cut off, and the
 * others are as fast as without them, and miss nothing. Rounds with and without such members take turns, so that both
 * see the same machine; how much is said in those with them is told by {@code parley.it.stalled.megabytes}, and whether
 * time is judged strictly by {@code parley.it.stalled.strict}. What was measured is printed.
 */
@ExtendWith(ArquillianExtension.class)
class StalledIT {

    private static final Logger LOG = Logger.getLogger(StalledIT.class.getName());

    private static final long BYTES = Integer.getInteger("parley.it.stalled.megabytes", 2) * (1L << 20);
    private static final boolean STRICT = Boolean.getBoolean("parley.it.stalled.strict");

    private static final int PEOPLE = 100;
    private static final int SLOW_CONSUMER = 4008;
    private static final int BOUND_BYTES = 512 * 1024;
    private static final Duration AGE = Duration.ofSeconds(10);
    private static final int CHARS = 16_000;

    /** A message with all that stands around its text: one may be counted that does not get in any more. */
    private static final int EVENT_BYTES = CHARS + 300;

    /** More than the sockets hold. */
    private static final int SOCKETS_BYTES = 160 * 1024;

    /** After so many, the bound is passed: who has not read is gone. */
    private static final int MESSAGES = (BOUND_BYTES + SOCKETS_BYTES) / CHARS;

    /** Behind each of which half of that is said again, whether somebody waits for it or not. */
    private static final int HEAP_LOOKS = 7;

    /** What the heap may differ by from one look to the next. */
    private static final long NOISE_BYTES = 8L << 20;

    private static final int P50 = 50;
    private static final int P99 = 99;

    private static final Path FILE = Path.of("target", "stalled-it.txt").toAbsolutePath();

    @ArquillianResource
    private URI deployed;

    private Server server;
    private Inspector inspector;
    private AuctionHouse house;

    @Deployment(testable = false)
    static WebArchive narrow() {
        return Inspector.in(
                        "parley.outbox.bytes=" + BOUND_BYTES,
                        "parley.outbox.age=" + AGE,
                        "parley.presence.grace=PT0S",
                        "parley.keepalive.ping=PT1H",
                        "parley.frames.byte-rate=0",
                        "parley.frames.rate=0",
                        "parley.limits.rate=0",
                        "parley.limits.user-rate=0",
                        "parley.limits.byte-rate=0",
                        "parley.limits.read-rate=0",
                        "parley.limits.handshakes=0",
                        "parley.limits.per-address=0",
                        Ledger.FILE + "=" + FILE)
                .addPackage(Ledger.class.getPackage())
                .addPackage(NarrowFilter.class.getPackage());
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
        inspector = new Inspector(server);
        house = new AuctionHouse(server);
        inspector.waitsForConnections(0);
    }

    @ParameterizedTest(name = "{0} stalled, who read one byte at a time: {1}")
    @CsvSource({"1,false", "20,false", "20,true"})
    void whoever_does_not_keep_up_goes_and_nobody_else_notices(int stalled, boolean reading) {
        Histogram without = new Histogram(3);
        Histogram with = new Histogram(3);
        try (Hall hall = new Hall(server.socket("chat"), PEOPLE - stalled, CHARS)) {
            round(hall, new Histogram(3), 0, false);
            if (stalled > 1) {
                // What a single one may take would not be seen among all else
                takesNoMoreHeapThanItMay(hall, stalled);
            }
            for (long said = 0; said < BYTES; said += (long) MESSAGES * CHARS) {
                round(hall, without, 0, false);
                round(hall, with, stalled, reading);
            }
            hall.haveHeardAll();
        }
        print(stalled, without, with);
        assertThat(ratio(P50, with, without)).as("p50 with, by that without").isLessThan(STRICT ? 1.2 : 3);
        if (STRICT) {
            assertThat(ratio(P99, with, without))
                    .as("p99 with, by that without")
                    .isLessThan(2);
        }
    }

    private void round(Hall hall, Histogram latencies, int stalled, boolean reading) {
        int before = inspector.connections();
        List<String> names = stall(hall, stalled);
        Inspector.Outboxes now = inspector.outboxes(Hall.ROOM);
        assertThat(now.connections()).isEqualTo(before + stalled);
        long most = 0;
        for (int i = 0; i < MESSAGES; i++) {
            hall.says(latencies);
            if (reading) {
                hall.readOneByteEach();
            }
            now = inspector.outboxes(Hall.ROOM);
            most = Math.max(most, now.mostBytes());
        }
        assertThat(now.connections()).as("who is still there").isEqualTo(before);
        assertThat(most).as("bytes in an outbox").isLessThanOrEqualTo(BOUND_BYTES + EVENT_BYTES);
        if (stalled > 0) {
            assertThat(most).as("bytes in an outbox").isGreaterThan(BOUND_BYTES / 2);
        }
        areCutOff(hall, names);
    }

    private static List<String> stall(Hall hall, int stalled) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < stalled; i++) {
            names.add(hall.stalls());
        }
        return names;
    }

    /**
     * As the server sees it, and as they see it, if at all: they have heard the first of what was said, and no more.
     */
    private void areCutOff(Hall hall, List<String> names) {
        for (String name : names) {
            house.hears(name, "opened, managed true", "identified " + name);
            assertThat(house.asks("next", name)).startsWith("closed by SERVER, " + SLOW_CONSUMER + " ");
        }
        assertThat(hall.readToTheEnd()).as("close codes").allMatch(code -> code == SLOW_CONSUMER);
    }

    /** Also below the outboxes, in the server's own queues. What waits is shared, so it is there once. */
    private void takesNoMoreHeapThanItMay(Hall hall, int stalled) {
        long before = inspector.usedBytes();
        List<String> names = stall(hall, stalled);
        says(hall, MESSAGES / 2);
        assertThat(inspector.outboxes(Hall.ROOM).mostBytes()).as("what waits").isGreaterThan(0);
        long most = inspector.usedBytes();
        for (int i = 0; i < HEAP_LOOKS; i++) {
            says(hall, MESSAGES / 2);
            most = Math.max(most, inspector.usedBytes());
        }
        long more = most - before;
        LOG.info(() -> String.format("%d stalled: %,d bytes more on the heap", stalled, more));
        assertThat(more)
                .as("bytes more on the heap")
                .isLessThan((long) stalled * SOCKETS_BYTES + BOUND_BYTES + NOISE_BYTES);
        areCutOff(hall, names);
    }

    private static void says(Hall hall, int messages) {
        for (int i = 0; i < messages; i++) {
            hall.says(new Histogram(3));
        }
    }

    @Test
    void what_waits_goes_when_it_is_too_old_though_a_byte_leaves_now_and_then() {
        try (Hall hall = new Hall(server.socket("chat"), PEOPLE - 1, CHARS)) {
            Histogram latencies = new Histogram(3);
            List<String> names = stall(hall, 1);
            long begun = System.nanoTime();
            long most = 0;
            for (int i = 0; i < MESSAGES / 2; i++) {
                hall.says(latencies);
                most = Math.max(most, inspector.outboxes(Hall.ROOM).mostBytes());
            }
            assertThat(most).as("bytes in an outbox").isBetween(1L, (long) BOUND_BYTES);
            long patient = System.nanoTime() + Inspector.PATIENCE.toNanos();
            while (inspector.connections() == PEOPLE && System.nanoTime() < patient) {
                hall.readOneByteEach();
            }
            Duration gone = Duration.ofNanos(System.nanoTime() - begun);
            LOG.info(() -> "gone " + gone + " after the first message");

            assertThat(inspector.connections()).as("who is still there").isEqualTo(PEOPLE - 1);
            assertThat(gone).as("not before it was too old").isGreaterThan(AGE);
            if (STRICT) {
                assertThat(gone).as("soon after it was too old").isLessThan(AGE.multipliedBy(2));
            }
            areCutOff(hall, names);
            hall.says(latencies);
            hall.haveHeardAll();
        }
    }

    private static double ratio(int percentile, Histogram with, Histogram without) {
        return (double) with.getValueAtPercentile(percentile) / without.getValueAtPercentile(percentile);
    }

    private static void print(int stalled, Histogram without, Histogram with) {
        for (int percentile : new int[] {P50, P99}) {
            LOG.info(() -> String.format(
                    "%d stalled of %d: p%d %.2f ms without, %.2f ms with, ratio %.2f of %d",
                    stalled,
                    PEOPLE,
                    percentile,
                    without.getValueAtPercentile(percentile) / 1e6,
                    with.getValueAtPercentile(percentile) / 1e6,
                    ratio(percentile, with, without),
                    with.getTotalCount()));
        }
    }
}
