package io.parley.log.memory;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.EXECUTOR;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Draft;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.RoomLog;
import io.parley.log.Threads;
import io.parley.log.feed.MemoryBudget;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Rooms are written, left, trimmed and dropped at the same moment: nothing is lost, and the count is right. */
class TotalRaceTest {

    private static final long TOTAL = 32 << 10;
    private static final int ROOMS = 6;
    private static final int TURNS = 60;
    private static final int WRITERS = 4;
    private static final Range ALL = new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 10_000, Integer.MAX_VALUE);

    private final ManualClock clock = new ManualClock();
    private final MemoryRoomLog log =
            new MemoryRoomLog(new MemoryLogSettings(1_000, 1 << 20, 1_000, 5, TOTAL, WINDOW), clock, EXECUTOR);

    private static RoomName name(int i) {
        return new RoomName("room-" + i % ROOMS);
    }

    /** The first room is always followed, the second at times, the others never: those are dropped. */
    @RepeatedTest(150)
    void appendsHoldAgainstDropsAndTrims() throws Exception {
        RecordingListener always = new RecordingListener();
        await(log.subscribe(name(0), always));
        List<Callable<Integer>> tasks = new ArrayList<>();
        IntStream.range(0, WRITERS).forEach(writer -> tasks.add(() -> write(writer)));
        tasks.add(this::comeAndGo);

        int toTheFirst =
                Threads.together(tasks).stream().mapToInt(Integer::intValue).sum();

        assertThat(always.awaitSeq(toTheFirst)).isEqualTo(seqs(1, toTheFirst));
        assertThat(log.statistics().memoryBytes()).isLessThanOrEqualTo(TOTAL);
        clock.move(WINDOW);
        IntStream.range(0, ROOMS).forEach(i -> await(log.append(name(i), draft(ANN, "the last"))));
        assertThat(log.statistics().memoryBytes()).isEqualTo(readable());
    }

    /** How many of them went to the first room. */
    private int write(int writer) {
        int toTheFirst = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            String text = "x".repeat(100 * (turn % 10));
            Draft draft = turn % 5 == 0 ? keyed(ANN, writer + "-" + turn, text) : draft(ANN, text);
            assertThat(await(log.append(name(writer + turn), draft)).duplicate())
                    .isFalse();
            toTheFirst += name(writer + turn).equals(name(0)) ? 1 : 0;
        }
        return toTheFirst;
    }

    private int comeAndGo() {
        for (int turn = 0; turn < TURNS; turn++) {
            RecordingListener listener = new RecordingListener();
            RoomLog.Subscription subscription = await(log.subscribe(name(1), listener));
            long seq = await(log.append(name(1), draft(ANN, "hello"))).entry().seq();
            listener.awaitSeq(seq);
            Page page = await(log.read(name(1), ALL));
            assertThat(page.head().epoch()).isEqualTo(listener.start().epoch());
            assertThat(seqs(page))
                    .isEqualTo(seqs(page.head().oldest(), page.head().newest()));
            subscription.end();
            clock.move(Duration.ofMillis(1));
        }
        return 0;
    }

    private long readable() {
        return IntStream.range(0, ROOMS)
                .mapToObj(i -> await(log.read(name(i), ALL)))
                .flatMap(page -> page.entries().stream())
                .mapToLong(entry -> entry.message().sizeBytes() + MemoryBudget.ENTRY_BYTES)
                .sum();
    }
}
