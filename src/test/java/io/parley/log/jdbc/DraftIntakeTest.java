package io.parley.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.LogUnderTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which drafts share a transaction. All happens on one thread: what comes while others wait is done in their place. */
class DraftIntakeTest {

    private static final JdbcLogSettings.Waiting BOUNDS = Node.SETTINGS.waiting();
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final WaitingRoom waiting = new WaitingRoom(BOUNDS);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> transactions = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();

    /** How many come while one waits. */
    private int coming;

    /** How many come within the next transaction. */
    private int comingWithin;

    /** So many had not come at the end of the last wait. */
    private long missing;

    private final Gathering gathering = new Gathering(this::wait);

    private final DraftIntake intake =
            new DraftIntake(waiting, this::store, gathering, tasks::add, new LogHealth(BOUNDS.entries()));

    private void wait(CountDownLatch others, long most) {
        waits.add(most);
        come(coming);
        coming = 0;
        missing = others.getCount();
    }

    private void store(List<PendingDraft> batch) {
        transactions.add(batch.size());
        int more = comingWithin;
        comingWithin = 0;
        come(more);
    }

    private void come(int many) {
        for (int i = 0; i < many; i++) {
            intake.add(new PendingDraft(LogUnderTest.ROOM, LogUnderTest.draft(LogUnderTest.ANN, "hi"), 0));
        }
    }

    private void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** A transaction of so many, which has taken so long. */
    private void last(int together, long nanos) {
        come(together);
        work();
        stored(together, nanos, 0);
        transactions.clear();
    }

    private void stored(int together, long tookNanos, long agoNanos) {
        long end = System.nanoTime() - agoNanos;
        gathering.stored(together, end - tookNanos, end);
    }

    @AfterEach
    void nothing_waits() {
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void the_first_ones_wait_for_nobody() {
        come(2);

        work();

        assertThat(transactions).containsExactly(2);
        assertThat(waits).isEmpty();
    }

    @Test
    void the_first_to_speak_again_waits_for_as_many_as_were_stored_together() {
        last(10, MILLISECOND);
        come(3);
        coming = 7;

        work();

        assertThat(transactions).containsExactly(10);
        assertThat(missing).isZero();
    }

    @Test
    void those_who_do_not_come_are_not_waited_for_again() {
        last(10, MILLISECOND);
        come(3);
        coming = 2;
        work();
        come(5);

        work();

        assertThat(transactions).containsExactly(5, 5);
        assertThat(missing).isEqualTo(5);
        assertThat(waits).hasSize(1);
    }

    @Test
    void whoever_speaks_alone_never_waits() {
        last(1, MILLISECOND);
        comingWithin = 1;
        come(1);

        work();

        assertThat(transactions).containsExactly(1, 1);
        assertThat(waits).isEmpty();
    }

    @Test
    void nobody_is_waited_for_where_nothing_is_to_be_stored() {
        last(10, MILLISECOND);

        work();

        assertThat(waits).isEmpty();
    }

    @Test
    void as_many_as_have_come_within_a_transaction_wait_for_nobody() {
        comingWithin = 8;
        come(8);

        work();

        assertThat(transactions).containsExactly(8, 8);
        assertThat(waits).isEmpty();
    }

    @Test
    void they_wait_half_as_long_as_the_last_transaction_took() {
        last(2, MILLISECOND / 2);
        come(1);

        work();

        assertThat(waits).containsExactly(MILLISECOND / 4);
    }

    @Test
    void they_wait_a_millisecond_where_the_database_is_slow() {
        last(2, 1_000 * MILLISECOND);
        come(1);

        work();

        assertThat(waits).containsExactly(MILLISECOND);
    }

    @Test
    void nobody_waits_for_so_short_a_time_that_no_thread_would_be_back() {
        last(2, MILLISECOND / 100);
        come(1);

        work();

        assertThat(waits).isEmpty();
    }

    @Test
    void who_spoke_together_long_ago_is_not_waited_for() {
        last(2, MILLISECOND);
        stored(2, MILLISECOND, TimeUnit.MINUTES.toNanos(1));
        come(1);

        work();

        assertThat(transactions).containsExactly(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void nobody_is_waited_for_where_a_transaction_is_full() {
        come(1);

        assertThat(waiting.until(2, 1).getCount()).isZero();
        assertThat(waiting.until(2, 1 << 20).getCount()).isEqualTo(1);
        work();
    }

    @Test
    void the_wait_takes_as_long_as_it_may_where_nobody_comes() {
        Gathering real = new Gathering();
        real.stored(2, System.nanoTime() - MILLISECOND, System.nanoTime());
        come(1);
        long begin = System.nanoTime();

        real.await(waiting, 1 << 20, begin);

        assertThat(System.nanoTime() - begin).isBetween(MILLISECOND / 2, TimeUnit.SECONDS.toNanos(60));
        work();
    }

    @Test
    void a_thread_that_is_to_stop_stores_what_is_there() {
        Gathering real = new Gathering();
        real.stored(2, System.nanoTime() - MILLISECOND, System.nanoTime());
        come(1);
        Thread.currentThread().interrupt();

        real.await(waiting, 1 << 20, System.nanoTime());

        assertThat(Thread.interrupted()).isTrue();
        work();
        assertThat(transactions).containsExactly(1);
    }

    @Test
    void what_comes_ends_the_wait() throws InterruptedException {
        come(1);
        CountDownLatch others = waiting.until(3, 1 << 20);

        come(1);
        assertThat(others.await(0, TimeUnit.NANOSECONDS)).isFalse();
        come(1);

        assertThat(others.await(0, TimeUnit.NANOSECONDS)).isTrue();
        work();
    }
}
