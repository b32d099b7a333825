package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.RecordingListener;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that is sent again before anybody knows what became of it: its sender is not told that nothing was stored. */
class DoubtTest {

    private static final int PLACES = 2;

    private final TestDatabase database = TestDatabase.h2();
    private final FaultySource faults = new FaultySource(database.source());
    private final Node node = new Node(
            faults.source(),
            new ManualClock(),
            new JdbcLogSettings(
                    LogUnderTest.WINDOW,
                    new JdbcLogSettings.Waiting(PLACES, 1 << 20, Duration.ofMillis(300)),
                    Node.SETTINGS.tails(),
                    Node.LOOKING_RARELY.times(),
                    Node.SETTINGS.retention()));

    @AfterEach
    void close() throws InterruptedException {
        faults.heal();
        node.close();
        database.close();
    }

    private CompletionStage<Appended> append(Draft draft) {
        return node.log().append(ROOM, draft);
    }

    /** On a busy machine the log's patience, which is short here, may end before its writer gets to it. */
    private Appended stored(Draft draft) {
        long since = System.nanoTime();
        while (true) {
            try {
                return await(append(draft));
            } catch (CompletionException refused) {
                if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(20)) {
                    throw refused;
                }
            }
        }
    }

    /** What is stored then takes one transaction. */
    private void followUsedRoom() {
        stored(draft(BEN, "the room is there"));
        await(node.log().subscribe(ROOM, new RecordingListener()));
    }

    @Test
    void whileTheFirstHangsInItsCommitTheNextIsUncertainTooWhetherItWaitsOrHasNoPlace() throws Exception {
        followUsedRoom();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        faults.beforeCommit = () -> {
            hanging.countDown();
            OutageTest.hold(released);
        };
        CompletionStage<Appended> first = append(keyed(ANN, "k", "hello"));
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

        CompletionStage<Appended> again = append(keyed(ANN, "k", "hello"));
        CompletionStage<Appended> other = append(keyed(ANN, "other", "hello"));
        CompletionStage<Appended> withoutPlace = append(keyed(ANN, "k", "hello"));
        CompletionStage<Appended> anothers = append(keyed(BEN, "k", "hello"));
        CompletionStage<Appended> elsewhere = node.log().append(new RoomName("elsewhere"), keyed(ANN, "k", "hello"));

        assertThat(refusal(withoutPlace).uncertain()).isTrue();
        assertThat(refusal(anothers).uncertain()).isFalse();
        assertThat(refusal(elsewhere).uncertain()).isFalse();
        assertThat(refusal(again).uncertain()).isTrue();
        assertThat(refusal(other).uncertain()).isFalse();
        released.countDown();
        assertThat(await(first).duplicate()).isFalse();
        assertThat(stored(keyed(ANN, "k", "hello")).duplicate()).isTrue();
    }

    @Test
    void whoseOutcomeWasNeverToldIsUncertainUntilItIsKnown() {
        followUsedRoom();
        faults.behindCommit = () -> {
            faults.onOpen = FaultySource.BROKEN;
            FaultySource.BROKEN.strike();
        };

        assertThat(refusal(append(keyed(ANN, "k", "hello"))).uncertain()).isTrue();
        assertThat(refusal(append(keyed(ANN, "k", "hello"))).uncertain()).isTrue();
        assertThat(refusal(append(keyed(ANN, "k", "hello"))).uncertain())
                .as("what is certain of one says nothing of the one before")
                .isTrue();
        assertThat(refusal(append(keyed(ANN, "other", "hello"))).uncertain()).isFalse();
        assertThat(refusal(append(draft(ANN, "hello"))).uncertain()).isFalse();
        faults.heal();

        assertThat(stored(keyed(ANN, "k", "hello")).duplicate()).isTrue();
    }

    @Test
    void soManyAreRememberedAndTheOldestAreForgotten() {
        KeysInDoubt keys = new KeysInDoubt(2);
        List<PendingDraft> drafts = List.of(pending("1"), pending("2"), pending("3"));
        keys.begin(drafts);
        assertThat(drafts).allMatch(keys::holds);

        drafts.forEach(draft -> keys.neverTold(List.of(draft)));

        assertThat(drafts.stream().map(keys::holds)).containsExactly(false, true, true);
        keys.notStored(drafts);
        assertThat(drafts.stream().map(keys::holds)).containsExactly(false, true, true);
        keys.stored(drafts);
        assertThat(drafts).noneMatch(keys::holds);
    }

    private static PendingDraft pending(String key) {
        return new PendingDraft(ROOM, keyed(ANN, key, "hello"), 0);
    }
}
