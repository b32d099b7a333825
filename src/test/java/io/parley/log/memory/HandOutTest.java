package io.parley.log.memory;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.EXECUTOR;
import static io.parley.log.LogUnderTest.OTHER_ROOM;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.WINDOW;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.Entry;
import io.parley.log.ManualClock;
import io.parley.log.RecordingListener;
import io.parley.log.RoomLog;
import io.parley.log.Threads;
import io.parley.protocol.RoomName;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * While a listener keeps one thread busy, other threads only let entries wait: up to a bound, and without losing any.
 */
class HandOutTest {

    private static final int MAX_WAITING = 4_096;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final RoomLog log =
            new MemoryRoomLog(new MemoryLogSettings(1, 1, 10, 10, 1L << 30, WINDOW), new ManualClock(), EXECUTOR);

    /** Stays in its first entry until released. */
    private final RecordingListener slow = new RecordingListener() {
        @Override
        protected void onEntry(Entry entry) {
            entered.countDown();
            hold(released);
        }
    };

    private RoomLog.Subscription subscription;
    private FutureTask<Appended> busy;

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void keepOneThreadBusy() {
        subscription = await(log.subscribe(ROOM, slow));
        busy = Threads.started(() -> await(log.append(ROOM, keyed(ANN, "first", "hello"))));
        hold(entered);
    }

    @AfterEach
    void release() throws Exception {
        released.countDown();
        busy.get(20, TimeUnit.SECONDS);
    }

    private Entry say(RoomName room, String text) {
        return await(log.append(room, draft(BEN, text))).entry();
    }

    @Test
    void appendsDoNotWaitForTheListener() {
        assertThat(say(ROOM, "second").seq()).isEqualTo(2);
        assertThat(slow.entries()).hasSize(1);
    }

    @Test
    void entriesThatTheRingNoLongerHasAreHandedOutAllTheSame() {
        for (int i = 2; i <= 50; i++) {
            say(ROOM, "entry");
        }
        released.countDown();

        assertThat(slow.awaitSeq(50)).isEqualTo(seqs(1, 50));
    }

    @Test
    void overTheNumberAppendsAreRefusedAndNothingIsStored() {
        for (int i = 0; i < MAX_WAITING; i++) {
            say(ROOM, "waits");
        }

        assertThat(refusal(log.append(ROOM, draft(BEN, "too much"))).uncertain())
                .isFalse();
        assertThat(refusal(log.append(ROOM, keyed(BEN, "k", "too much"))).uncertain())
                .isFalse();
        refusal(log.subscribe(ROOM, new RecordingListener()));
        released.countDown();

        assertThat(slow.awaitSeq(MAX_WAITING + 1)).isEqualTo(seqs(1, MAX_WAITING + 1));
        Appended later = await(log.append(ROOM, keyed(BEN, "k", "now it fits")));
        assertThat(later.duplicate()).isFalse();
        assertThat(later.entry().seq()).isEqualTo(MAX_WAITING + 2);
    }

    @Test
    void overTheSizeAppendsAreRefused() {
        String mebibyte = "x".repeat(1 << 20);
        for (int i = 0; i < 16; i++) {
            say(ROOM, mebibyte);
        }

        refusal(log.append(ROOM, draft(BEN, "too much")));
        released.countDown();
        slow.awaitSeq(17);

        assertThat(say(ROOM, "now it fits").seq()).isEqualTo(18);
    }

    @Test
    void aDuplicateIsAnsweredEvenWhereNothingMoreMayWait() {
        for (int i = 0; i < MAX_WAITING; i++) {
            say(ROOM, "waits");
        }

        assertThat(await(log.append(ROOM, keyed(ANN, "first", "hello"))).duplicate())
                .isTrue();
    }

    @Test
    void anotherRoomGoesOn() {
        RecordingListener other = new RecordingListener();
        await(log.subscribe(OTHER_ROOM, other));
        say(OTHER_ROOM, "hello");

        assertThat(other.entries()).hasSize(1);
    }

    @Test
    void whatWaitsIsNotHandedToAnEndedSubscription() throws Exception {
        say(ROOM, "waits");
        subscription.end();
        release();

        assertThat(slow.entries()).hasSize(1);
    }

    @Test
    void aSubscriptionThatBeginsMeanwhileGetsNothingFromBefore() throws Exception {
        say(ROOM, "before");
        RecordingListener late = new RecordingListener();
        await(log.subscribe(ROOM, late));
        say(ROOM, "after");
        release();

        assertThat(late.start().newest()).isEqualTo(2);
        assertThat(late.awaitSeq(3)).isEqualTo(seqs(3, 3));
    }

    @Test
    void aSubscriptionThatEndsBeforeItsStartIsNeverCalled() throws Exception {
        RecordingListener late = new RecordingListener();
        await(log.subscribe(ROOM, late)).end();
        RecordingListener later = new RecordingListener();
        await(log.subscribe(ROOM, later));
        release();

        later.start();
        assertThat(late.wasCalled()).isFalse();
    }
}
