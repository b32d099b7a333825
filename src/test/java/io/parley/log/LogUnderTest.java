package io.parley.log;

import static io.parley.log.Stages.await;

import io.parley.protocol.Body;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

/** What the parts of the contract have in common: a log, its clock, and words to use it with. */
public interface LogUnderTest {

    /** How long the log under test remembers a key. */
    Duration WINDOW = Duration.ofMinutes(5);

    /** A real one, which runs nothing within the call. */
    Executor EXECUTOR = ForkJoinPool.commonPool();

    RoomName ROOM = new RoomName("lobby");
    RoomName OTHER_ROOM = new RoomName("kitchen");
    User ANN = User.principal("ann");
    User BEN = User.principal("ben");

    /** The log under test; the same during one test. */
    RoomLog log();

    /** The clock of {@link #log()}. */
    ManualClock clock();

    static Draft draft(User from, String text) {
        return new Draft(UUID.randomUUID().toString(), Optional.empty(), from, Body.of(text));
    }

    static Draft keyed(User from, String key, String text) {
        return new Draft(UUID.randomUUID().toString(), Optional.of(key), from, Body.of(text));
    }

    static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    static List<Long> seqs(Page page) {
        return page.entries().stream().map(Entry::seq).toList();
    }

    default Entry say(RoomName room, String text) {
        return await(log().append(room, draft(ANN, text))).entry();
    }

    default void fill(RoomName room, int entries) {
        for (int i = 0; i < entries; i++) {
            say(room, "entry");
        }
    }

    default Page read(RoomName room, Range range) {
        return await(log().read(room, range));
    }

    default Page readAll(RoomName room) {
        return read(room, new Range(1, Long.MAX_VALUE, Range.End.OLDEST, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    default RoomLog.Subscription follow(RoomName room, RoomLog.Listener listener) {
        return await(log().subscribe(room, listener));
    }

    default RecordingListener follower(RoomName room) {
        RecordingListener listener = new RecordingListener();
        follow(room, listener);
        return listener;
    }

    /** So many tasks that each append so many entries and return them. */
    default List<Callable<List<Entry>>> writers(int writers, int entriesEach) {
        List<Callable<List<Entry>>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            User user = User.principal("writer-" + writer);
            tasks.add(() -> {
                List<Entry> stored = new ArrayList<>();
                for (int i = 0; i < entriesEach; i++) {
                    stored.add(
                            await(log().append(ROOM, draft(user, "entry " + i))).entry());
                }
                return stored;
            });
        }
        return tasks;
    }
}
