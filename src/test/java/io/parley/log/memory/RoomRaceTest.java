package io.parley.log.memory;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.EXECUTOR;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Entry;
import io.parley.log.LogUnavailableException;
import io.parley.log.ManualClock;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.RoomLog;
import io.parley.log.Threads;
import io.parley.log.feed.MemoryBudget;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Rooms are dropped, left and used at the same moment. */
class RoomRaceTest {

    private static final MemoryLogSettings TWO_ROOMS = new MemoryLogSettings(1_000, 1 << 20, 100, 2, 1L << 30, WINDOW);
    private static final Range ALL = new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 1_000, 1 << 20);

    private final ManualClock clock = new ManualClock();

    private MemoryRoom room() {
        return new MemoryRoom("epoch", TWO_ROOMS, clock, new MemoryBudget(TWO_ROOMS.totalBytes()), EXECUTOR);
    }

    private static RoomName name(int i) {
        return new RoomName("room-" + i);
    }

    @Test
    void aDroppedRoomTakesNoEntry() {
        MemoryRoom room = room();
        room.drop();

        assertThat(room.append(draft(ANN, "too late"))).isEmpty();
        assertThat(room.read(ALL).head().newest()).isZero();
    }

    @Test
    void aRoomThatTheTableDroppedIsReplacedByAnother() {
        RoomTable table = new RoomTable(TWO_ROOMS, clock, EXECUTOR);
        MemoryRoom stale = table.findOrMake(name(0));
        table.findOrMake(name(1));
        table.findOrMake(name(2));

        assertThat(stale.append(draft(ANN, "too late"))).isEmpty();
        assertThat(table.find(name(0))).isEmpty();
        assertThat(table.findOrMake(name(0)).append(draft(ANN, "in time"))).isPresent();
    }

    @Test
    void aRoomThatWasLeftWithoutAnEntryIsReplacedByAnother() {
        RoomTable table = new RoomTable(TWO_ROOMS, clock, EXECUTOR);
        RoomLog.Subscription subscription = table.subscribe(name(0), new RecordingListener());
        MemoryRoom stale = table.findOrMake(name(0));
        subscription.end();

        assertThat(stale.append(draft(ANN, "too late"))).isEmpty();
        assertThat(table.findOrMake(name(0)).append(draft(ANN, "in time"))).isPresent();
    }

    @RepeatedTest(200)
    void nothingIsStoredOnceARoomHasBeenDropped() throws Exception {
        MemoryRoom room = room();
        Callable<Long> drop = () -> {
            room.drop();
            return room.read(ALL).head().newest();
        };
        Callable<Long> append = () -> {
            long stored = 0;
            while (stored < 1_000 && room.append(draft(ANN, "hello")).isPresent()) {
                stored++;
            }
            return stored;
        };

        List<Long> results = Threads.together(List.of(drop, append, append));

        assertThat(results.get(1) + results.get(2)).isEqualTo(results.get(0));
        assertThat(room.read(ALL).head().newest()).isEqualTo(results.get(0));
    }

    @RepeatedTest(200)
    void aRoomLeftWhileSomebodyWritesLosesNothing() throws Exception {
        RoomLog log = new MemoryRoomLog(TWO_ROOMS, clock, EXECUTOR);
        RoomLog.Subscription subscription = await(log.subscribe(name(0), new RecordingListener()));
        Callable<Long> leave = () -> {
            subscription.end();
            return 0L;
        };
        Callable<Long> append =
                () -> await(log.append(name(0), draft(ANN, "hello"))).entry().seq();

        List<Long> results = Threads.together(List.of(leave, append, append));

        assertThat(results).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(await(log.read(name(0), ALL)).entries()).hasSize(2);
    }

    @RepeatedTest(20)
    void whoeverFollowsARoomGetsWhatIsAppendedMeanwhile() throws Exception {
        RoomLog log = new MemoryRoomLog(TWO_ROOMS, clock, EXECUTOR);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int first = thread;
            tasks.add(() -> {
                int followed = 0;
                for (int turn = 0; turn < 100; turn++) {
                    followed += follow(log, name((first + turn) % 4)) ? 1 : 0;
                }
                return followed;
            });
        }

        assertThat(Threads.together(tasks)).allMatch(followed -> followed > 0);
    }

    /** Follows a room for a few entries; false where all places were taken. */
    private static boolean follow(RoomLog log, RoomName room) {
        RecordingListener listener = new RecordingListener();
        RoomLog.Subscription subscription;
        try {
            await(log.append(room, draft(ANN, "before")));
            subscription = await(log.subscribe(room, listener));
        } catch (CompletionException full) {
            assertThat(full).hasCauseInstanceOf(LogUnavailableException.class);
            return false;
        }
        for (int i = 0; i < 3; i++) {
            Entry entry = await(log.append(room, draft(ANN, "hello"))).entry();
            int place = (int) (entry.seq() - listener.start().newest());
            assertThat(listener.await(place).get(place - 1)).isEqualTo(entry);
        }
        assertThat(await(log.read(room, ALL)).head().epoch())
                .isEqualTo(listener.start().epoch());
        subscription.end();
        return true;
    }
}
