package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static io.parley.log.Stages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.LogUnavailableException;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.protocol.Body;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database fails, in all the ways it has: senders are told the truth, and all goes on when it works again. */
class OutageTest {

    private static final int PLACES = 8;

    private final TestDatabase database = TestDatabase.h2();
    private final FaultySource faults = new FaultySource(database.source());
    private final ManualClock clock = new ManualClock();

    /** Does nothing in the database that no test asks for, so that a fault strikes what it is meant for. */
    private final Node patient =
            new Node(faults.source(), clock, settings(Duration.ofSeconds(60), Node.LOOKING_RARELY.times()));

    private final Node hasty =
            new Node(faults.source(), clock, settings(Duration.ofMillis(300), Node.SETTINGS.times()));
    private Node node = patient;

    @AfterEach
    void close() throws InterruptedException {
        faults.heal();
        patient.close();
        hasty.close();
        database.close();
    }

    private static JdbcLogSettings settings(Duration patience, JdbcLogSettings.Times times) {
        return new JdbcLogSettings(
                LogUnderTest.WINDOW,
                new JdbcLogSettings.Waiting(PLACES, 1 << 20, patience),
                Node.SETTINGS.tails(),
                times,
                Node.SETTINGS.retention());
    }

    private CompletionStage<Appended> append(Draft draft) {
        return node.log().append(ROOM, draft);
    }

    private Page readAll() {
        return await(node.log().read(ROOM, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 1000, 1 << 20)));
    }

    /** What is in the database, whatever the log believes. */
    private List<String> storedUids() {
        return database.query("select uid from parley_entry order by room, seq");
    }

    private RecordingListener follower() {
        RecordingListener listener = new RecordingListener();
        await(node.log().subscribe(ROOM, listener));
        return listener;
    }

    /** Follows a room that is there: what is stored then takes one transaction, whose commit is the next of all. */
    private RecordingListener followerOfUsedRoom() {
        await(append(draft(BEN, "the room is there")));
        return follower();
    }

    @Test
    void aDatabaseThatIsAwayRefusesAndComesBackByItself() {
        RecordingListener listener = follower();
        await(append(draft(ANN, "before")));
        faults.onOpen = FaultySource.BROKEN;

        LogUnavailableException refused = refusal(append(draft(ANN, "away")));
        faults.heal();
        Appended after = await(append(draft(ANN, "after")));

        assertThat(refused.uncertain()).isFalse();
        assertThat(refused.getMessage()).doesNotContain("on purpose");
        assertThat(after.entry().seq()).isEqualTo(2);
        assertThat(listener.await(2)).isEqualTo(readAll().entries());
    }

    @Test
    void aConnectionThatBreaksBeforeTheCommitIsReplacedAtOnce() {
        AtomicInteger broken = new AtomicInteger();
        faults.beforeStatement = () -> {
            if (broken.incrementAndGet() == 3) {
                FaultySource.BROKEN.strike();
            }
        };

        assertThat(await(append(draft(ANN, "hello"))).entry().seq()).isEqualTo(1);
        assertThat(broken).hasValueGreaterThan(3);
        assertThat(LogUnderTest.seqs(readAll())).isEqualTo(seqs(1, 1));
    }

    @Test
    void aCommitWhoseAnswerIsLostIsLookedUpAndFound() {
        RecordingListener listener = followerOfUsedRoom();
        faults.behindCommit = once(FaultySource.BROKEN);

        Appended appended = await(append(draft(ANN, "hello")));

        assertThat(appended.duplicate()).isFalse();
        assertThat(appended.entry().seq()).isEqualTo(2);
        assertThat(listener.await(1)).containsExactly(appended.entry());
        assertThat(readAll().entries()).hasSize(2).endsWith(appended.entry());
    }

    @Test
    void aCommitThatWasNotDoneIsLookedUpAndDoneAgain() {
        RecordingListener listener = followerOfUsedRoom();
        faults.beforeCommit = once(FaultySource.BROKEN);

        Appended appended = await(append(draft(ANN, "hello")));

        assertThat(appended.entry().seq()).isEqualTo(2);
        assertThat(appended.duplicate()).isFalse();
        assertThat(listener.await(1)).containsExactly(appended.entry());
        assertThat(storedUids()).hasSize(2).endsWith(appended.entry().uid());
    }

    @Test
    void anotherNodesEntryAtThePlaceOfOneThatWasNotCommittedIsNotTakenForIt() throws Exception {
        RecordingListener listener = followerOfUsedRoom();
        Node other = new Node(database.source(), clock, Node.LOOKING_RARELY);
        faults.beforeCommit = once(() -> {
            faults.onOpen = once(() -> await(other.log().append(ROOM, draft(BEN, "was faster"))));
            FaultySource.BROKEN.strike();
        });

        Appended appended = await(append(draft(ANN, "hello")));
        other.close();

        assertThat(appended.entry().seq()).isEqualTo(3);
        assertThat(storedUids()).hasSize(3).endsWith(appended.entry().uid());
        assertThat(listener.await(2)).endsWith(appended.entry());
    }

    @Test
    void aCommitThatIsDoneOnlyAfterItsAnswerWasLostIsFoundAndNotDoneTwice() {
        follower();
        faults.beforeCommit = () -> {
            faults.beforeCommit = () -> {};
            faults.loseNextCommit();
        };

        Appended appended = await(append(draft(ANN, "first of its room")));

        assertThat(appended.entry().seq()).isEqualTo(1);
        assertThat(readAll().entries()).containsExactly(appended.entry());
    }

    @Test
    void whatIsCommittedButCannotBeMadeToLastIsLookedUpAndNotStoredTwice() {
        followerOfUsedRoom();
        faults.beforeCheckpoint = once(() -> {
            throw new SQLException("a general error, on purpose", "HY000");
        });

        Appended appended = await(append(draft(ANN, "hello")));

        assertThat(appended.entry().seq()).isEqualTo(2);
        assertThat(storedUids()).hasSize(2).endsWith(appended.entry().uid());
    }

    @Test
    void aLookThatFailsTooIsRepeatedAndTheKeyIsStoredOnce() {
        followerOfUsedRoom();
        faults.behindCommit = times(3, FaultySource.BROKEN);

        Appended stored = await(append(keyed(ANN, "k", "hello")));
        Appended again = await(append(keyed(ANN, "k", "hello")));

        assertThat(stored.duplicate()).isFalse();
        assertThat(again.duplicate()).isTrue();
        assertThat(again.entry().uid()).isEqualTo(stored.entry().uid());
        assertThat(readAll().entries()).hasSize(2);
    }

    @Test
    void whatFailsBehindACommitMayHaveBeenDoneAndIsLookedUp() {
        followerOfUsedRoom();
        faults.behindCommit = once(() -> {
            throw new SQLException("a general error, on purpose", "HY000");
        });

        Appended appended = await(append(draft(ANN, "hello")));

        assertThat(appended.entry().seq()).isEqualTo(2);
        assertThat(readAll().entries()).hasSize(2);
    }

    @Test
    void anErrorInADriverLeavesNobodyWithoutAnAnswerAndAllGoesOn() {
        RecordingListener listener = follower();
        faults.onOpen = once(() -> {
            throw new AssertionError("in the writer, on purpose");
        });
        assertThat(refusal(append(draft(ANN, "hello"))).uncertain()).isTrue();
        faults.onOpen = once(() -> {
            throw new AssertionError("in a reader, on purpose");
        });
        refusal(node.log().read(new RoomName("elsewhere"), new Range(1, 9, Range.End.OLDEST, 9, 9)));

        assertThat(await(append(draft(ANN, "again"))).entry().seq()).isEqualTo(1);
        assertThat(listener.await(1)).hasSize(1);
    }

    @Test
    void aCommitThatCannotBeLookedUpIsUncertainAndItsEntryIsHandedOutAllTheSame() {
        node = hasty;
        await(append(draft(BEN, "the room is there")));
        RecordingListener listener = follower();
        Draft draft = keyed(ANN, "k", "hello");
        faults.behindCommit = () -> {
            faults.onOpen = FaultySource.BROKEN;
            FaultySource.BROKEN.strike();
        };

        assertThat(refusal(append(draft)).uncertain()).isTrue();
        faults.heal();

        assertThat(listener.await(1).get(0).uid()).isEqualTo(draft.uid());
        Appended again = await(append(keyed(ANN, "k", "hello")));
        assertThat(again.duplicate()).isTrue();
        assertThat(again.entry().uid()).isEqualTo(draft.uid());
        assertThat(await(append(draft(ANN, "next"))).entry().seq()).isEqualTo(3);
    }

    @Test
    void whileTheDatabaseHangsThoseWhoWaitAreRefusedAndTheNextAtOnceWhereThereIsNoPlace() throws Exception {
        node = hasty;
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        faults.beforeCommit = () -> {
            hanging.countDown();
            hold(released);
        };
        CompletionStage<Appended> first = append(draft(ANN, "hangs"));
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

        List<CompletionStage<Appended>> waiting = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            waiting.add(append(draft(ANN, "waits")));
        }
        assertThat(append(draft(ANN, "has no place")).toCompletableFuture()).isCompletedExceptionally();
        waiting.forEach(stage -> assertThat(refusal(stage).uncertain()).isFalse());
        assertThat(first.toCompletableFuture()).isNotDone();
        released.countDown();

        assertThat(await(first).entry().seq()).isEqualTo(1);
        assertThat(await(append(draft(ANN, "goes on"))).entry().seq()).isEqualTo(2);
        assertThat(readAll().entries()).hasSize(2);
    }

    @Test
    void anEntryThatTheDatabaseRefusesFailsAloneAndLeavesNoGap() throws Exception {
        User tooLong = User.principal("x".repeat(600));
        List<Draft> drafts = new ArrayList<>(
                IntStream.range(0, 7).mapToObj(i -> draft(ANN, "good " + i)).toList());
        drafts.add(3, new Draft("bad", Optional.of("key"), tooLong, Body.of("never stored")));

        List<CompletionStage<Appended>> stages = inOneTransaction(drafts);

        assertThat(refusal(stages.remove(3)).uncertain()).isFalse();
        stages.forEach(stage -> assertThat(await(stage).duplicate()).isFalse());
        assertThat(LogUnderTest.seqs(readAll())).as("with the first").isEqualTo(seqs(1, 8));
        assertThat(database.execute("delete from parley_key")).isZero();
    }

    @Test
    void whatComesWhileACommitIsUnderWaySharesTheNext() throws Exception {
        follower();
        await(append(draft(ANN, "the room is there")));
        int before = faults.commits();
        List<Draft> drafts =
                IntStream.range(0, 8).mapToObj(i -> draft(ANN, "together " + i)).toList();

        inOneTransaction(drafts).forEach(stage -> await(stage));

        assertThat(faults.commits() - before)
                .as("the one that held them up, and theirs")
                .isEqualTo(2);
    }

    /** Has drafts wait until all are there. */
    private List<CompletionStage<Appended>> inOneTransaction(List<Draft> drafts) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        faults.onOpen = once(() -> {
            begun.countDown();
            hold(released);
        });
        append(new Draft("first", Optional.empty(), ANN, Body.of("elsewhere")));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        List<CompletionStage<Appended>> stages =
                new ArrayList<>(drafts.stream().map(this::append).toList());
        released.countDown();
        return stages;
    }

    private static FaultySource.Fault once(FaultySource.Fault fault) {
        return times(1, fault);
    }

    private static FaultySource.Fault times(int number, FaultySource.Fault fault) {
        AtomicInteger times = new AtomicInteger();
        return () -> {
            if (times.getAndIncrement() < number) {
                fault.strike();
            }
        };
    }

    static void hold(CountDownLatch latch) throws SQLException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new SQLException("held for too long");
            }
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }
}
