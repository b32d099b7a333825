package io.parley.log.memory;

import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Entry;
import io.parley.log.Head;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.RoomLog;
import io.parley.protocol.RoomName;
import org.junit.jupiter.api.Test;

/** So many rooms have a log; the one unused for longest that nobody follows makes place for another. */
class RoomBoundTest implements LogUnderTest {

    private static final RoomName A = new RoomName("a");
    private static final RoomName B = new RoomName("b");
    private static final RoomName C = new RoomName("c");
    private static final RoomName D = new RoomName("d");

    private final ManualClock clock = new ManualClock();
    private final RoomLog log =
            new MemoryRoomLog(new MemoryLogSettings(100, 1 << 20, 100, 3, 1L << 30, WINDOW), clock, EXECUTOR);

    @Override
    public RoomLog log() {
        return log;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    private Head head(RoomName room) {
        return readAll(room).head();
    }

    private void useAll() {
        fill(A, 2);
        fill(B, 2);
        fill(C, 2);
    }

    @Test
    void theRoomUnusedForLongestIsDropped() {
        useAll();
        say(D, "hello");

        assertThat(head(A).newest()).isZero();
        assertThat(head(B).newest()).isEqualTo(2);
        assertThat(head(C).newest()).isEqualTo(2);
        assertThat(head(D).newest()).isEqualTo(1);
    }

    @Test
    void anAppendIsAUse() {
        useAll();
        say(A, "still here");
        say(D, "hello");

        assertThat(head(A).newest()).isEqualTo(3);
        assertThat(head(B).newest()).isZero();
    }

    @Test
    void aReadIsAUse() {
        useAll();
        head(A);
        say(D, "hello");

        assertThat(head(A).newest()).isEqualTo(2);
        assertThat(head(B).newest()).isZero();
    }

    @Test
    void theEndOfASubscriptionIsAUse() {
        useAll();
        RoomLog.Subscription subscription = follow(A, new RecordingListener());
        say(B, "hello");
        say(C, "hello");
        subscription.end();
        say(D, "hello");

        assertThat(head(A).newest()).isEqualTo(2);
        assertThat(head(B).newest()).isZero();
    }

    @Test
    void aDroppedRoomComesBackWithANewEpochFromOne() {
        fill(A, 2);
        String before = head(A).epoch();
        fill(B, 2);
        fill(C, 2);
        fill(D, 1);
        String told = head(A).epoch();

        assertThat(say(A, "hello again").seq()).isEqualTo(1);
        assertThat(told).isNotEqualTo(before);
        assertThat(head(A).epoch()).isNotEqualTo(before);
    }

    @Test
    void aDroppedRoomsKeysAreForgotten() {
        await(log.append(A, LogUnderTest.keyed(ANN, "k", "hello")));
        fill(B, 1);
        fill(C, 1);
        fill(D, 1);

        assertThat(await(log.append(A, LogUnderTest.keyed(ANN, "k", "hello"))).duplicate())
                .isFalse();
    }

    @Test
    void aRoomWithASubscriberIsNotDropped() {
        RecordingListener listener = follower(A);
        fill(B, 2);
        fill(C, 2);
        fill(D, 2);
        Entry entry = say(A, "hello");

        assertThat(listener.await(1)).containsExactly(entry);
        assertThat(head(A).epoch()).isEqualTo(listener.start().epoch());
        assertThat(head(B).newest()).isZero();
    }

    @Test
    void aRoomIsFollowedUntilItsLastSubscriptionEnds() {
        RoomLog.Subscription first = follow(A, new RecordingListener());
        RoomLog.Subscription second = follow(A, new RecordingListener());
        say(A, "hello");
        first.end();
        first.end();
        fill(B, 1);
        fill(C, 1);
        fill(D, 1);
        assertThat(head(A).newest()).isEqualTo(1);

        second.end();
        fill(B, 1);
        fill(C, 1);
        fill(D, 1);
        assertThat(head(A).newest()).isZero();
    }

    @Test
    void endingAgainDoesNotTouchTheRoomThatCameBack() {
        RoomLog.Subscription old = follow(A, new RecordingListener());
        fill(A, 1);
        old.end();
        fill(B, 1);
        fill(C, 1);
        fill(D, 1);
        RecordingListener listener = follower(A);

        old.end();
        for (int i = 0; i < 5; i++) {
            fill(new RoomName("other-" + i), 1);
        }

        assertThat(listener.await(0)).isEmpty();
        assertThat(say(A, "hello").seq()).isEqualTo(1);
        assertThat(listener.entries()).hasSize(1);
        assertThat(head(A).epoch()).isEqualTo(listener.start().epoch());
    }

    @Test
    void whereAllRoomsHaveSubscribersAnotherIsRefused() {
        follower(A);
        follower(B);
        RoomLog.Subscription subscription = follow(C, new RecordingListener());
        say(C, "hello");

        assertThat(refusal(log.append(D, draft(ANN, "hello"))).uncertain()).isFalse();
        refusal(log.subscribe(D, new RecordingListener()));
        assertThat(head(D).newest()).isZero();
        subscription.end();

        assertThat(say(D, "hello").seq()).isEqualTo(1);
    }

    @Test
    void readingARoomWithoutALogTakesNoPlace() {
        useAll();
        for (int i = 0; i < 10; i++) {
            head(new RoomName("never-used-" + i));
        }

        assertThat(seqs(readAll(A))).containsExactly(1L, 2L);
        assertThat(seqs(readAll(B))).containsExactly(1L, 2L);
        assertThat(seqs(readAll(C))).containsExactly(1L, 2L);
    }

    @Test
    void followingARoomWithoutEntriesTakesNoPlaceOnceItHasEnded() {
        fill(A, 2);
        fill(B, 2);
        for (int i = 0; i < 10; i++) {
            follow(new RoomName("never-used-" + i), new RecordingListener()).end();
        }

        assertThat(head(A).newest()).isEqualTo(2);
        assertThat(head(B).newest()).isEqualTo(2);
    }

    @Test
    void theEpochThatAReadTellsIsTheOneThatTheRoomGets() {
        String told = head(A).epoch();

        assertThat(head(A).epoch()).isEqualTo(told);
        assertThat(follower(A).start().epoch()).isEqualTo(told);
    }

    @Test
    void eachLogHasItsOwnEpochs() {
        RoomLog other =
                new MemoryRoomLog(new MemoryLogSettings(100, 1 << 20, 100, 3, 1L << 30, WINDOW), clock, EXECUTOR);

        assertThat(await(other.read(A, new Range(1, 1, Range.End.OLDEST, 1, 1)))
                        .head()
                        .epoch())
                .isNotEqualTo(head(A).epoch())
                .hasSize(22);
    }
}
