package io.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.Body;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserverQueueTest {

    private static final RoomName HALL = new RoomName("hall");
    private static final RoomName YARD = new RoomName("yard");
    private static final User ANN = User.principal("ann");
    private static final int BOUND = 100;

    private final ByHand executor = new ByHand();
    private final Observer observer = new Observer();
    private final ObserverQueue queue = new ObserverQueue(BOUND, executor, observer);

    @Test
    void observers_hear_of_a_room_in_order_and_not_on_the_thread_that_tells() {
        queue.joined(new Joined(HALL, ANN));
        queue.posted(posted(HALL, 1));
        queue.left(new Left(HALL, ANN));
        assertThat(observer.heard).isEmpty();

        executor.runAll();

        assertThat(observer.heard).containsExactly("hall joined ann", "hall 1", "hall left ann");
    }

    @Test
    void each_room_has_a_task_of_its_own_and_only_one() {
        queue.posted(posted(HALL, 1));
        queue.posted(posted(YARD, 1));
        queue.posted(posted(HALL, 2));

        assertThat(executor.tasks).hasSize(2);
        executor.runLast();
        assertThat(observer.heard).containsExactly("yard 1");
        executor.runLast();
        assertThat(observer.heard).containsExactly("yard 1", "hall 1", "hall 2");
    }

    @Test
    void what_happens_while_an_observer_runs_follows_in_order() {
        observer.onMessage = seq -> {
            if (seq == 1) {
                queue.posted(posted(HALL, 3));
            }
        };
        queue.posted(posted(HALL, 1));
        queue.posted(posted(HALL, 2));

        executor.runAll();

        assertThat(observer.heard).containsExactly("hall 1", "hall 2", "hall 3");
    }

    @Test
    void a_busy_room_lets_others_have_its_thread_now_and_then() {
        IntStream.rangeClosed(1, BOUND - 1).forEach(seq -> queue.posted(posted(HALL, seq)));
        queue.posted(posted(YARD, 1));

        executor.runAll();

        assertThat(observer.heard).hasSize(BOUND);
        assertThat(observer.heard.indexOf("yard 1")).isBetween(1, BOUND - 2);
    }

    @Test
    void over_the_bound_the_newest_are_lost_and_counted_until_there_is_place() {
        IntStream.rangeClosed(1, BOUND + 3).forEach(seq -> queue.posted(posted(HALL, seq)));
        queue.posted(posted(YARD, 1));

        assertThat(queue.lost()).isEqualTo(4);
        executor.runAll();
        assertThat(observer.heard).hasSize(BOUND).endsWith("hall " + BOUND);

        queue.posted(posted(HALL, 999));
        executor.runAll();
        assertThat(observer.heard).endsWith("hall 999");
        assertThat(queue.lost()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, StackOverflowError.class})
    void an_observer_that_throws_ends_nothing(Class<? extends Throwable> failure) {
        observer.onMessage = seq -> {
            if (seq == 1) {
                throwIt(failure);
            }
        };
        queue.posted(posted(HALL, 1));
        queue.posted(posted(HALL, 2));
        executor.runAll();
        queue.posted(posted(HALL, 3));
        executor.runAll();

        assertThat(observer.heard).containsExactly("hall 1", "hall 2", "hall 3");
        assertThat(queue.lost()).isZero();
    }

    @Test
    void what_the_executor_refuses_is_lost_and_the_next_is_tried_again() {
        executor.refusing = true;
        queue.posted(posted(HALL, 1));
        assertThat(queue.lost()).isEqualTo(1);

        executor.refusing = false;
        queue.posted(posted(HALL, 2));
        executor.runAll();

        assertThat(observer.heard).containsExactly("hall 2");
    }

    @Test
    void an_executor_that_stops_amid_a_rooms_work_takes_no_place_away() {
        observer.onMessage = seq -> executor.refusing = true;
        IntStream.rangeClosed(1, BOUND).forEach(seq -> queue.posted(posted(HALL, seq)));
        executor.runAll();
        long lost = queue.lost();
        assertThat(lost + observer.heard.size()).isEqualTo(BOUND);
        assertThat(lost).isPositive();

        executor.refusing = false;
        observer.onMessage = seq -> {};
        observer.heard.clear();
        IntStream.rangeClosed(1, BOUND).forEach(seq -> queue.posted(posted(HALL, seq)));
        executor.runAll();

        assertThat(observer.heard).hasSize(BOUND);
        assertThat(queue.lost()).isEqualTo(lost);
    }

    @RepeatedTest(20)
    void on_many_threads_each_room_keeps_its_order_and_loses_nothing() throws InterruptedException {
        int each = 500;
        Map<RoomName, List<Long>> byRoom = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(2 * each);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            ObserverQueue concurrent = new ObserverQueue(2 * each, threads, new Observer() {
                @Override
                public void posted(Posted event) {
                    // Not synchronized: a room's observers run one at a time, and each sees what the one before did
                    byRoom.computeIfAbsent(event.room(), room -> new ArrayList<>())
                            .add(event.message().seq());
                    all.countDown();
                }
            });
            for (RoomName room : List.of(HALL, YARD)) {
                threads.execute(
                        () -> LongStream.rangeClosed(1, each).forEach(seq -> concurrent.posted(posted(room, seq))));
            }
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }

        List<Long> inOrder = LongStream.rangeClosed(1, each).boxed().toList();
        assertThat(byRoom).isEqualTo(Map.of(HALL, inOrder, YARD, inOrder));
    }

    private static Posted posted(RoomName room, long seq) {
        return new Posted(room, new ChatMessage(seq, "id", ANN, Body.of("text"), Instant.EPOCH));
    }

    private static void throwIt(Class<? extends Throwable> failure) {
        if (failure == IllegalStateException.class) {
            throw new IllegalStateException("thrown on purpose");
        }
        throw failure == AssertionError.class
                ? new AssertionError("thrown on purpose")
                : new StackOverflowError("thrown on purpose");
    }

    /** Keeps what it hears, and then does what a test wants. */
    private static class Observer implements RoomListener {

        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        Consumer<Long> onMessage = seq -> {};

        @Override
        public void joined(Joined event) {
            heard.add(event.room() + " joined " + event.user().name());
        }

        @Override
        public void left(Left event) {
            heard.add(event.room() + " left " + event.user().name());
        }

        @Override
        public void posted(Posted event) {
            heard.add(event.room() + " " + event.message().seq());
            onMessage.accept(event.message().seq());
        }
    }

    /** Runs tasks when a test says so. */
    private static final class ByHand implements Executor {

        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean refusing;

        @Override
        public void execute(Runnable task) {
            if (refusing) {
                throw new RejectedExecutionException("stopped");
            }
            tasks.add(task);
        }

        void runLast() {
            tasks.removeLast().run();
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                tasks.removeFirst().run();
            }
        }
    }
}
