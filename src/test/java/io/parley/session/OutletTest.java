package io.parley.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Steps that come from any thread, and the one thread that takes them. */
class OutletTest {

    private static final int CONNECTIONS = 5;
    private static final int PRODUCERS = 4;
    private static final int EACH = 500;
    private static final int PATIENCE_SECONDS = 30;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Outlet outlet = new Outlet(tasks::add);
    private final Outlet asleep = new Outlet(FakeThread.asleep(tasks::add));
    private final List<String> done = new ArrayList<>();

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void steps_are_taken_in_order_and_who_sends_does_so_behind_all() {
        outlet.add(() -> done.add("1"));
        outlet.ready(() -> done.add("sent"));
        outlet.add(() -> done.add("2"));

        runTasks();

        assertThat(done).containsExactly("1", "2", "sent");
    }

    @Test
    void the_thread_is_woken_once_for_all_that_comes_until_it_gets_there() {
        outlet.add(writes(1));
        outlet.wake();
        outlet.wake();
        outlet.ready(() -> done.add("sent"));

        assertThat(tasks).hasSize(1);
    }

    /** What was added was taken by somebody else meanwhile. */
    @Test
    void the_thread_is_not_woken_for_nothing() {
        outlet.wake();

        assertThat(tasks).isEmpty();
        outlet.ready(() -> done.add("sent"));
        assertThat(tasks).hasSize(1);
    }

    @Test
    void what_is_added_within_a_turn_is_taken_by_another_one() {
        outlet.ready(() -> outlet.ready(() -> done.add("again")));

        runTasks();

        assertThat(done).containsExactly("again");
    }

    /** The thread has sockets to see to as well. */
    @Test
    void a_turn_ends_though_more_and_more_is_added() {
        endless();
        outlet.wake();

        tasks.remove().run();

        assertThat(tasks).hasSize(1);
    }

    private void endless() {
        outlet.add(this::endless);
    }

    @Test
    void a_step_that_fails_keeps_no_other_from_its_turn() {
        outlet.add(() -> {
            throw new IllegalStateException("fails");
        });
        outlet.ready(() -> {
            throw new IllegalStateException("fails, too");
        });
        outlet.ready(() -> done.add("sent"));

        runTasks();

        assertThat(done).containsExactly("sent");
    }

    /** It would take longer to wake the thread. */
    @Test
    void few_writes_are_made_for_a_thread_that_sleeps() {
        asleep.add(writes(8));

        asleep.wake();

        assertThat(done).containsExactly("8 writes");
        assertThat(tasks).isEmpty();
    }

    @Test
    void no_more_writes_are_made_than_whoever_wakes_it_wants_to_make() {
        asleep.add(writes(3));
        asleep.add(writes(2));

        assertThat(asleep.wake(4)).isEqualTo(3);

        assertThat(done).containsExactly("3 writes");
        runTasks();
        assertThat(done).containsExactly("3 writes", "2 writes");
    }

    @Test
    void what_is_written_for_the_thread_knows_it() {
        List<Boolean> lent = new ArrayList<>();
        asleep.add(new Written(1, () -> lent.add(asleep.isLent())));
        asleep.wake();
        asleep.add(new Written(9, () -> lent.add(asleep.isLent())));
        asleep.wake();
        runTasks();

        assertThat(lent).containsExactly(true, false);
    }

    /** Else nobody would ever take what comes. */
    @Test
    void a_thread_is_woken_where_whoever_writes_for_it_fails() {
        Outlet unsure = new Outlet(new FakeThread(tasks::add, () -> {
            throw new IllegalStateException("who knows");
        }));
        unsure.add(writes(1));

        assertThatThrownBy(unsure::wake).isInstanceOf(IllegalStateException.class);

        runTasks();
        assertThat(done).containsExactly("1 writes");
    }

    @Test
    void a_thread_that_is_busy_makes_its_writes_itself() {
        outlet.add(writes(1));

        outlet.wake();

        assertThat(done).isEmpty();
        runTasks();
        assertThat(done).containsExactly("1 writes");
    }

    @Test
    void many_writes_are_the_threads() {
        asleep.add(writes(5));
        asleep.add(writes(4));

        asleep.wake();

        assertThat(done).containsExactly("5 writes");
        runTasks();
        assertThat(done).containsExactly("5 writes", "4 writes");
    }

    @Test
    void what_is_more_than_writing_is_left_to_the_thread_and_what_stands_behind_it() {
        asleep.add(writes(1));
        asleep.add(() -> done.add("more"));
        asleep.add(writes(2));

        asleep.wake();
        asleep.wake();

        assertThat(done).containsExactly("1 writes");
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(done).containsExactly("1 writes", "more", "2 writes");
    }

    /** Who writes in its place does not wait for it. */
    @Test
    void a_thread_that_does_something_to_a_connection_makes_its_writes_itself() throws Exception {
        asleep.add(writes(1));
        asleep.guard().lock();

        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> asleep.wake()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }

        assertThat(done).isEmpty();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void a_thread_is_woken_for_what_comes_behind_a_write_that_was_made_for_it() {
        asleep.add(new Written(1, () -> asleep.ready(() -> done.add("sent"))));

        asleep.wake();

        assertThat(done).containsExactly("1 writes");
        runTasks();
        assertThat(done).containsExactly("1 writes", "sent");
    }

    private Outlet.Step writes(int number) {
        return new Written(number, () -> {});
    }

    private final class Written implements Outlet.Step {

        private final int writes;
        private final Runnable more;

        private Written(int writes, Runnable more) {
            this.writes = writes;
            this.more = more;
        }

        @Override
        public void take() {
            done.add(writes + " writes");
            more.run();
        }

        @Override
        public int writes() {
            return writes;
        }
    }

    @Test
    void what_comes_when_the_server_stops_is_not_kept() {
        AtomicInteger asked = new AtomicInteger();
        Outlet stopped = new Outlet(task -> {
            if (asked.getAndIncrement() == 0) {
                throw new RejectedExecutionException("stopped");
            }
            tasks.add(task);
        });
        stopped.ready(() -> done.add("sent"));

        stopped.ready(() -> done.add("late"));
        runTasks();

        assertThat(asked).hasValue(2);
        assertThat(done).containsExactly("late");
    }

    @Test
    void a_thread_that_could_not_be_woken_is_woken_again() {
        Queue<Runnable> later = new ConcurrentLinkedQueue<>();
        AtomicInteger asked = new AtomicInteger();
        Outlet full = new Outlet(task -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("no memory");
            }
            later.add(task);
        });
        assertThatThrownBy(() -> full.ready(() -> done.add("first"))).isInstanceOf(IllegalStateException.class);

        full.ready(() -> done.add("second"));
        later.remove().run();

        assertThat(done).containsExactly("first", "second");
    }

    /** What was there before a connection was said to be ready is seen by a turn that comes after. */
    @RepeatedTest(100)
    void whoever_becomes_ready_while_a_turn_is_running_has_one_too(RepetitionInfo repetition) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
        try {
            Outlet busy = new Outlet(thread::execute);
            List<Counting> connections = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new Counting(busy));
            }
            List<Future<?>> parts = new ArrayList<>();
            CyclicBarrier start = new CyclicBarrier(PRODUCERS);
            for (int i = 0; i < PRODUCERS; i++) {
                Random random = new Random(repetition.getCurrentRepetition() * PRODUCERS + i);
                parts.add(producers.submit(() -> {
                    start.await();
                    for (int said = 0; said < EACH; said++) {
                        connections.get(random.nextInt(CONNECTIONS)).says();
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            // Behind the turn that is under way, and the one that it may have asked for
            for (int i = 0; i < 2; i++) {
                thread.submit(() -> {}).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }

            assertThat(connections)
                    .allSatisfy(connection -> assertThat(connection.seen).isEqualTo(connection.said.get()));
        } finally {
            producers.shutdownNow();
            thread.shutdownNow();
        }
    }

    /** How much was said, and how much of it the last turn has seen. */
    private static final class Counting {

        private final AtomicInteger said = new AtomicInteger();
        private final Outlet outlet;
        private volatile int seen;

        Counting(Outlet outlet) {
            this.outlet = outlet;
        }

        void says() {
            said.incrementAndGet();
            outlet.ready(() -> seen = said.get());
        }
    }
}
