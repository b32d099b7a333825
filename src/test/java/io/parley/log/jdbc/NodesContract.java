package io.parley.log.jdbc;

import static io.parley.log.LogUnderTest.ANN;
import static io.parley.log.LogUnderTest.BEN;
import static io.parley.log.LogUnderTest.ROOM;
import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.keyed;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.Appended;
import io.parley.log.Draft;
import io.parley.log.Entry;
import io.parley.log.LogUnderTest;
import io.parley.log.ManualClock;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.log.RecordingListener;
import io.parley.log.RoomLog;
import io.parley.log.Threads;
import io.parley.protocol.Body;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two nodes share a database: one order, one epoch, one set of keys, for those who follow on either. */
abstract class NodesContract {

    private final ManualClock clock = new ManualClock();
    private final TestDatabase database;
    private final Node here;
    private final Node there;

    NodesContract(TestDatabase database) {
        this.database = database;
        this.here = new Node(database.source(), clock);
        this.there = new Node(database.source(), clock);
    }

    @BeforeEach
    void bothBegin() {
        assertThat(readAll(here, ROOM).head()).isEqualTo(readAll(there, ROOM).head());
    }

    @AfterEach
    void close() throws InterruptedException {
        here.close();
        there.close();
        database.close();
    }

    private static Page readAll(Node node, RoomName room) {
        return await(node.log().read(room, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, 10_000, 64 << 20)));
    }

    private static RecordingListener follower(Node node, RoomName room) {
        RecordingListener listener = new RecordingListener();
        await(node.log().subscribe(room, listener));
        return listener;
    }

    private static Entry say(Node node, RoomName room) {
        return await(node.log().append(room, draft(ANN, "hello"))).entry();
    }

    @Test
    void whatOneNodeStoresTheOtherHandsOut() {
        RecordingListener listener = follower(there, ROOM);

        Entry entry = say(here, ROOM);

        assertThat(listener.await(1)).containsExactly(entry);
        assertThat(listener.start().epoch())
                .isEqualTo(readAll(here, ROOM).head().epoch());
        assertThat(readAll(there, ROOM).entries()).containsExactly(entry);
    }

    @Test
    void aNodeThatWasBehindHandsOutWhatItMissedBeforeItsOwn() {
        RecordingListener listener = follower(there, ROOM);
        List<Entry> stored = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stored.add(say(here, ROOM));
            stored.add(say(there, ROOM));
        }

        assertThat(listener.await(40)).isEqualTo(stored);
    }

    @Test
    void aNodeThatStoresSomethingBehindAnothersEntryReadsThatAtOnceAndDoesNotWaitForItsNextLook() throws Exception {
        Node rarelyLooking = new Node(database.source(), clock, Node.LOOKING_RARELY);
        try {
            RecordingListener listener = follower(rarelyLooking, ROOM);
            Entry others = say(here, ROOM);
            Entry own = say(rarelyLooking, ROOM);

            assertThat(listener.await(2)).containsExactly(others, own);
        } finally {
            rarelyLooking.close();
        }
    }

    @Test
    void whoAsksForMoreThanANodeKnowsOfIsAnsweredByTheDatabase() throws Exception {
        Node rarelyLooking = new Node(database.source(), clock, Node.LOOKING_RARELY);
        try {
            say(here, ROOM);
            follower(rarelyLooking, ROOM);
            say(here, ROOM);
            Entry newest = say(here, ROOM);

            Page page =
                    await(rarelyLooking.log().read(ROOM, new Range(3, Long.MAX_VALUE, Range.End.OLDEST, 10, 1 << 20)));

            assertThat(page.entries()).containsExactly(newest);
            assertThat(page.head().newest()).isEqualTo(3);
        } finally {
            rarelyLooking.close();
        }
    }

    @Test
    void aKeyThatOneNodeKnowsTheOtherKnows() {
        Appended first = await(here.log().append(ROOM, keyed(ANN, "k", "hello")));
        follower(there, ROOM);

        Appended again = await(there.log().append(ROOM, keyed(ANN, "k", "hello again")));

        assertThat(again.duplicate()).isTrue();
        assertThat(again.entry().uid()).isEqualTo(first.entry().uid());
        assertThat(again.entry().seq()).isEqualTo(1);
    }

    @Test
    void whatIsErasedOnOneNodeIsNotToldByTheOtherThoughItKnowsTheRoomByAnotherWay() {
        follower(here, ROOM);
        await(here.log().append(ROOM, keyed(ANN, "k", "secret")));

        assertThat(await(there.log().erase(ANN.key()))).isEqualTo(1);
        await(here.log().append(ROOM, keyed(ANN, "k", "secret again")));
        await(here.log().append(ROOM, draft(BEN, "hello")));

        assertThat(readAll(here, ROOM).entries().get(0).message().body()).isEqualTo(Body.ERASED);
    }

    @Test
    void whoStoresSomethingBehindAnErasureOfAnothersTellsNothingOfWhatWasErased() throws Exception {
        Node rarelyLooking = new Node(database.source(), clock, Node.LOOKING_RARELY);
        try {
            follower(rarelyLooking, ROOM);
            await(rarelyLooking.log().append(ROOM, draft(ANN, "secret")));
            assertThat(readAll(rarelyLooking, ROOM).entries().get(0).message().body())
                    .as("from memory")
                    .isEqualTo(Body.of("secret"));

            assertThat(await(there.log().erase(ANN.key()))).isEqualTo(1);
            await(rarelyLooking.log().append(ROOM, draft(BEN, "hello")));

            assertThat(readAll(rarelyLooking, ROOM).entries())
                    .extracting(entry -> entry.message().body())
                    .containsExactly(Body.ERASED, Body.of("hello"));
        } finally {
            rarelyLooking.close();
        }
    }

    @Test
    void aDatabaseThatHasLostWhatItHadBeginsAnotherLifeOfTheRoom() {
        RecordingListener listener = follower(here, ROOM);
        for (int i = 0; i < 5; i++) {
            say(here, ROOM);
        }
        listener.await(5);
        loseAllBut(2);

        assertThat(say(here, ROOM).seq()).as("it is stored all the same").isEqualTo(3);

        listener.awaitBroken();
        RecordingListener again = follower(here, ROOM);
        long next = say(here, ROOM).seq();
        assertThat(next).isEqualTo(4);
        again.awaitSeq(4);
        assertThat(readAll(here, ROOM).head().epoch())
                .isNotEqualTo(listener.start().epoch());
    }

    @Test
    void anotherLifeThatOneNodeBeginsBreaksOffTheFollowersOfTheOther() {
        follower(here, ROOM);
        RecordingListener listener = follower(there, ROOM);
        for (int i = 0; i < 5; i++) {
            say(here, ROOM);
        }
        listener.await(5);
        loseAllBut(2);

        say(here, ROOM);

        listener.awaitBroken();
        assertThat(listener.entries()).as("nothing of the other life").hasSize(5);
        RecordingListener again = follower(there, ROOM);
        again.awaitSeq(say(here, ROOM).seq());
        assertThat(again.start().epoch())
                .isNotEqualTo(listener.start().epoch())
                .isEqualTo(readAll(here, ROOM).head().epoch());
    }

    @Test
    void whoStoresInAnotherLifeThatHasGrownToTheSamePlaceBreaksOffItsFollowersToo() throws Exception {
        Node rarelyLooking = new Node(database.source(), clock, Node.LOOKING_RARELY);
        try {
            follower(here, ROOM);
            for (int i = 0; i < 5; i++) {
                say(here, ROOM);
            }
            RecordingListener listener = follower(rarelyLooking, ROOM);
            assertThat(listener.start().newest()).isEqualTo(5);
            loseAllBut(2);
            for (int i = 0; i < 3; i++) {
                say(here, ROOM);
            }
            String epoch = readAll(here, ROOM).head().epoch();

            assertThat(say(rarelyLooking, ROOM).seq()).isEqualTo(6);

            listener.awaitBroken();
            assertThat(listener.entries()).isEmpty();
            assertThat(readAll(rarelyLooking, ROOM).head().epoch())
                    .as("one life, not a third")
                    .isEqualTo(epoch);
        } finally {
            rarelyLooking.close();
        }
    }

    /** As a database does that was restored from a backup. */
    private void loseAllBut(long entries) {
        database.execute("delete from parley_entry where seq > " + entries);
        database.execute("update parley_room set newest = " + entries);
    }

    @Test
    void aNodeWhoseMissedEntriesAreGoneBreaksOffInsteadOfLeavingAGap() {
        say(there, ROOM);
        RecordingListener listener = follower(there, ROOM);
        database.execute("insert into parley_entry (room, seq, uid, sent_at, user_kind, user_id, user_name, body)"
                + " select id, 9, 'u', 0, 'GUEST', 'g', 'g', 'hello' from parley_room");
        database.execute("update parley_room set newest = 9, oldest = 9");

        listener.awaitBroken();

        assertThat(listener.entries()).isEmpty();
        RecordingListener again = follower(there, ROOM);
        assertThat(again.start().newest()).isEqualTo(9);
    }

    @Test
    void aRoomThatIsLeftWhileItIsReadLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 50; i++) {
            RecordingListener listener = new RecordingListener();
            RoomLog.Subscription subscription = await(here.log().subscribe(ROOM, listener));
            Threads.together(List.of(() -> say(there, ROOM), () -> say(here, ROOM), () -> {
                subscription.end();
                return say(there, ROOM);
            }));
        }

        assertThat(here.log().statistics().memoryBytes()).isZero();
    }

    @RepeatedTest(3)
    void manyWritersOnBothNodesMakeOneOrderInEachRoom() throws Exception {
        List<RoomName> rooms = List.of(new RoomName("a"), new RoomName("b"), new RoomName("c"));
        List<RecordingListener> listeners = new ArrayList<>();
        for (RoomName room : rooms) {
            listeners.add(follower(here, room));
            listeners.add(follower(there, room));
        }
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Node node = i % 2 == 0 ? here : there;
            int first = i;
            writers.add(() -> {
                for (int said = 0; said < 60; said++) {
                    Draft draft = keyed(ANN, "key " + said, "hello");
                    await(node.log().append(rooms.get((first + said) % 3), draft(ANN, "hello")));
                    await(node.log().append(rooms.get(said % 3), draft));
                }
                return 60;
            });
        }

        Threads.together(writers);

        for (int i = 0; i < 6; i++) {
            RoomName room = rooms.get(i / 2);
            List<Entry> stored = readAll(here, room).entries();
            assertThat(stored.stream().map(Entry::seq).toList()).isEqualTo(seqs(1, stored.size()));
            assertThat(listeners.get(i).await(stored.size())).isEqualTo(stored);
        }
        assertThat(rooms.stream()
                        .mapToInt(room -> readAll(there, room).entries().size()))
                .as("480 without a key in all, and each of the 60 keys once")
                .satisfies(sizes ->
                        assertThat(sizes.stream().mapToInt(i -> i).sum()).isEqualTo(540));
    }

    @RepeatedTest(5)
    void nodesThatUseARoomForTheFirstTimeAtOnceMakeItOnce() throws Exception {
        List<Callable<Entry>> firsts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Node node = i % 2 == 0 ? here : there;
            firsts.add(() -> say(node, ROOM));
        }

        List<Entry> stored = Threads.together(firsts);

        assertThat(stored.stream().map(Entry::seq).sorted().toList()).isEqualTo(seqs(1, 8));
        assertThat(LogUnderTest.seqs(readAll(there, ROOM))).isEqualTo(seqs(1, 8));
    }
}
