package io.parley.log;

import static io.parley.log.LogUnderTest.draft;
import static io.parley.log.LogUnderTest.seqs;
import static io.parley.log.Stages.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The rules of {@link RoomLog#subscribe}. {@link RecordingListener} checks those for a single listener. */
interface SubscriptionContract extends LogUnderTest {

    @Test
    default void aListenerIsFirstToldWhereItStarts() {
        fill(ROOM, 3);

        Head start = follower(ROOM).start();

        assertThat(start).isEqualTo(readAll(ROOM).head());
        assertThat(start.newest()).isEqualTo(3);
    }

    @Test
    default void aSubscriptionToARoomThatWasNeverUsedStartsAtZero() {
        RecordingListener listener = follower(ROOM);

        Entry first = say(ROOM, "first");

        assertThat(listener.await(1)).containsExactly(first);
        assertThat(listener.start().newest()).isZero();
        assertThat(listener.start().oldest()).isEqualTo(1);
    }

    @Test
    default void everyEntryAfterTheStartIsHandedOutInOrder() {
        fill(ROOM, 2);
        RecordingListener listener = follower(ROOM);
        fill(ROOM, 100);

        assertThat(listener.await(100)).isEqualTo(readAll(ROOM).entries().subList(2, 102));
    }

    @Test
    default void anEntryAppendedOnceTheSubscriptionStandsIsNotMissed() {
        for (int i = 1; i <= 50; i++) {
            RecordingListener listener = new RecordingListener();
            RoomLog.Subscription subscription = follow(ROOM, listener);
            Entry entry = say(ROOM, "entry");

            assertThat(listener.await(1)).containsExactly(entry);
            subscription.end();
        }
    }

    @Test
    default void aRoomsEntriesGoToItsOwnListenersOnly() {
        RecordingListener here = follower(ROOM);
        RecordingListener there = follower(OTHER_ROOM);
        say(OTHER_ROOM, "there");
        Entry entry = say(ROOM, "here");
        there.await(1);

        assertThat(here.await(1)).containsExactly(entry);
        assertThat(there.entries()).hasSize(1);
    }

    @RepeatedTest(5)
    default void everyListenerSeesTheSameOrderWhileManyWrite() throws Exception {
        List<RecordingListener> listeners = List.of(follower(ROOM), follower(ROOM), follower(ROOM));

        Threads.together(writers(8, 50));

        for (RecordingListener listener : listeners) {
            assertThat(listener.await(400)).isEqualTo(readAll(ROOM).entries());
        }
    }

    @RepeatedTest(20)
    default void nothingIsLostOrRepeatedWhereASubscriptionBegins() throws Exception {
        List<RecordingListener> listeners = new ArrayList<>();
        List<Callable<List<Entry>>> tasks = new ArrayList<>(writers(4, 50));
        for (int i = 0; i < 4; i++) {
            RecordingListener listener = new RecordingListener();
            listeners.add(listener);
            tasks.add(() -> {
                follow(ROOM, listener);
                return List.of();
            });
        }

        Threads.together(tasks);

        for (RecordingListener listener : listeners) {
            assertThat(listener.awaitSeq(200)).isEqualTo(seqs(listener.start().newest() + 1, 200));
        }
    }

    @RepeatedTest(5)
    default void listenersMayComeAndGoWhileOthersFollow() throws Exception {
        RecordingListener steady = follower(ROOM);
        List<Callable<List<Entry>>> tasks = new ArrayList<>(writers(3, 50));
        for (int i = 0; i < 3; i++) {
            tasks.add(() -> {
                for (int turn = 0; turn < 20; turn++) {
                    RecordingListener listener = new RecordingListener();
                    RoomLog.Subscription subscription = follow(ROOM, listener);
                    Entry own = say(ROOM, "turn " + turn);
                    listener.awaitSeq(own.seq());
                    subscription.end();
                }
                return List.of();
            });
        }

        Threads.together(tasks);

        assertThat(steady.await(210)).isEqualTo(readAll(ROOM).entries());
    }

    @Test
    default void nothingIsHandedOutAfterTheEnd() {
        RecordingListener ended = new RecordingListener();
        RoomLog.Subscription subscription = follow(ROOM, ended);
        RecordingListener other = follower(ROOM);
        Entry before = say(ROOM, "before");
        ended.await(1);

        subscription.end();
        say(ROOM, "after");
        other.await(2);

        assertThat(ended.entries()).containsExactly(before);
    }

    @Test
    default void endingTwiceIsEndingOnce() {
        RoomLog.Subscription subscription = follow(ROOM, new RecordingListener());
        RecordingListener other = follower(ROOM);

        subscription.end();
        subscription.end();
        say(ROOM, "still here");

        assertThat(other.await(1)).hasSize(1);
    }

    @Test
    default void aListenerMayEndItsOwnSubscription() {
        CompletableFuture<RoomLog.Subscription> own = new CompletableFuture<>();
        RecordingListener once = new RecordingListener() {
            @Override
            protected void onEntry(Entry entry) {
                own.join().end();
            }
        };
        own.complete(follow(ROOM, once));
        RecordingListener other = follower(ROOM);

        fill(ROOM, 3);
        other.await(3);

        assertThat(once.entries()).hasSize(1);
    }

    @Test
    default void aListenerMayAppendToItsRoom() {
        RecordingListener answering = new RecordingListener() {
            @Override
            protected void onEntry(Entry entry) {
                if (entry.seq() < 200) {
                    log().append(ROOM, draft(BEN, "answer to " + entry.seq()));
                }
            }
        };
        follow(ROOM, answering);
        RecordingListener other = follower(ROOM);

        say(ROOM, "question");

        assertThat(answering.awaitSeq(200)).isEqualTo(seqs(1, 200));
        assertThat(other.awaitSeq(200)).isEqualTo(seqs(1, 200));
    }

    @Test
    default void aListenerThatFailsCostsTheOthersNothing() {
        follow(ROOM, new RecordingListener() {
            @Override
            protected void onStarted() {
                throw new IllegalStateException("at the start, on purpose");
            }

            @Override
            protected void onEntry(Entry entry) {
                throw new AssertionError("at an entry, on purpose");
            }
        });
        RecordingListener other = follower(ROOM);

        Appended first = await(log().append(ROOM, draft(ANN, "first")));
        Appended second = await(log().append(ROOM, draft(ANN, "second")));

        assertThat(other.await(2)).containsExactly(first.entry(), second.entry());
    }
}
