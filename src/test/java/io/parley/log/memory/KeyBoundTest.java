package io.parley.log.memory;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.EXECUTOR;
import static io.parley.log.LogUnderTest.OTHER_ROOM;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.ManualClock;
import io.parley.log.RoomLog;
import io.parley.log.feed.MemoryBudget;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room remembers so many keys, and forgets none of them before its time. */
class KeyBoundTest {

    private static final int KEYS = 3;

    private final ManualClock clock = new ManualClock();
    private final RoomLog log =
            new MemoryRoomLog(new MemoryLogSettings(100, 1 << 20, KEYS, 10, 1L << 30, WINDOW), clock, EXECUTOR);

    @BeforeEach
    void fillTheMemory() {
        for (int i = 1; i <= KEYS; i++) {
            await(log.append(ROOM, keyed(ANN, "key-" + i, "hello")));
            clock.move(Duration.ofMinutes(1));
        }
    }

    @Test
    void aNewKeyIsRefusedAndNothingIsStored() {
        assertThat(refusal(log.append(ROOM, keyed(BEN, "new", "hello"))).uncertain())
                .isFalse();

        assertThat(await(log.append(ROOM, draft(ANN, "next"))).entry().seq()).isEqualTo(KEYS + 1);
    }

    @Test
    void aKnownKeyIsStillAnswered() {
        for (int i = 1; i <= KEYS; i++) {
            assertThat(await(log.append(ROOM, keyed(ANN, "key-" + i, "hello"))).duplicate())
                    .isTrue();
        }
    }

    @Test
    void aDraftWithoutAKeyIsStored() {
        assertThat(await(log.append(ROOM, draft(ANN, "hello"))).duplicate()).isFalse();
    }

    @Test
    void anotherRoomHasItsOwnMemory() {
        assertThat(await(log.append(OTHER_ROOM, keyed(ANN, "new", "hello"))).duplicate())
                .isFalse();
    }

    @Test
    void aKeyWhoseWindowIsOverMakesPlaceForOne() {
        clock.move(WINDOW.minusMinutes(KEYS));

        assertThat(await(log.append(ROOM, keyed(ANN, "new", "hello"))).duplicate())
                .isFalse();
        refusal(log.append(ROOM, keyed(ANN, "newer", "hello")));
    }

    @Test
    void keysWhoseWindowIsOverAreForgottenByADraftWithoutAKeyToo() {
        MemoryRoomLog counted =
                new MemoryRoomLog(new MemoryLogSettings(1, 1, KEYS, 10, 1L << 30, WINDOW), clock, EXECUTOR);
        await(counted.append(ROOM, draft(ANN, "hello")));
        long entry = counted.statistics().memoryBytes();
        for (int i = 1; i <= KEYS; i++) {
            await(counted.append(ROOM, keyed(ANN, "key-" + i, "hello")));
        }
        assertThat(counted.statistics().memoryBytes())
                .isGreaterThanOrEqualTo(entry / 2 + KEYS * MemoryBudget.KEY_BYTES);
        clock.move(WINDOW);

        await(counted.append(ROOM, draft(ANN, "hello")));

        assertThat(counted.statistics().memoryBytes()).isEqualTo(entry);
    }

    @Test
    void withoutAWindowNothingIsADuplicate() {
        RoomLog forgetful =
                new MemoryRoomLog(new MemoryLogSettings(100, 1 << 20, 1, 10, 1L << 30, Duration.ZERO), clock, EXECUTOR);

        for (int i = 0; i < 3; i++) {
            assertThat(await(forgetful.append(ROOM, keyed(ANN, "same", "hello")))
                            .duplicate())
                    .isFalse();
        }
    }
}
