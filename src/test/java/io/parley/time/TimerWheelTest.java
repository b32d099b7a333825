package io.parley.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {

    private static final Duration TICK = Duration.ofMillis(20);

    private final TestTime time = new TestTime();
    private final TimerWheel wheel = new TimerWheel(time, time, TICK);
    private final AtomicInteger runs = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 19, 20, 21, 1000, 20_480, 25_000, 40_959, 40_960, 40_961, 3_600_000})
    void a_task_runs_once_not_before_its_time_and_within_two_ticks_of_it(long delayMs) {
        time.pass(Duration.ofMillis(7));
        Instant due = time.instant().plusMillis(delayMs);
        List<Instant> ran = new ArrayList<>();
        wheel.after(Duration.ofMillis(delayMs), () -> ran.add(time.instant()));

        time.pass(Duration.ofMillis(delayMs + 100_000));

        assertThat(ran).hasSize(1);
        assertThat(ran.get(0)).isBetween(due, due.plus(TICK.multipliedBy(2)));
    }

    @Test
    void one_task_of_the_timer_below_carries_any_number_of_deadlines() {
        for (int i = 0; i < 10_000; i++) {
            wheel.after(Duration.ofMillis(i), runs::incrementAndGet);
        }

        assertThat(time.waiting()).isEqualTo(1);
        time.pass(Duration.ofSeconds(11));
        assertThat(runs).hasValue(10_000);
    }

    @Test
    void a_wheel_on_which_nothing_waits_rests() {
        wheel.after(Duration.ofSeconds(1), runs::incrementAndGet);
        time.pass(Duration.ofSeconds(2));
        assertThat(time.waiting()).isZero();

        wheel.after(Duration.ofSeconds(1), runs::incrementAndGet);
        time.pass(Duration.ofSeconds(2));
        assertThat(runs).hasValue(2);
    }

    @Test
    void a_wheel_turns_when_something_is_due_and_not_with_each_tick() {
        AtomicInteger turns = new AtomicInteger();
        TimerWheel sparse = new TimerWheel(
                (delay, task) -> time.after(delay, () -> {
                    turns.incrementAndGet();
                    task.run();
                }),
                time,
                TICK);
        for (int second = 1; second <= 30; second++) {
            sparse.after(Duration.ofSeconds(second), runs::incrementAndGet);
        }

        time.pass(Duration.ofSeconds(30).plus(TICK));

        assertThat(runs).hasValue(30);
        assertThat(turns).hasValue(30);
    }

    @Test
    void a_deadline_that_is_sooner_than_all_others_wakes_the_wheel_in_time() {
        wheel.after(Duration.ofSeconds(30), runs::incrementAndGet);
        wheel.after(Duration.ofSeconds(1), runs::incrementAndGet);

        time.pass(Duration.ofSeconds(1).plus(TICK));

        assertThat(runs).hasValue(1);
        assertThat(time.waiting()).as("tasks of the timer below").isEqualTo(1);
    }

    @Test
    void a_deadline_that_is_called_off_does_not_run_and_leaves_nothing_behind() {
        Timer.Scheduled first = wheel.after(Duration.ofSeconds(1), runs::incrementAndGet);
        Timer.Scheduled second = wheel.after(Duration.ofSeconds(1), runs::incrementAndGet);
        Timer.Scheduled third = wheel.after(Duration.ofSeconds(1), runs::incrementAndGet);

        second.cancel();
        second.cancel();
        first.cancel();
        assertThat(wheel.waiting()).isEqualTo(1);
        time.pass(Duration.ofSeconds(2));
        third.cancel();

        assertThat(runs).hasValue(1);
        assertThat(wheel.waiting()).isZero();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_task_that_throws_stops_neither_the_others_nor_the_wheel() {
        wheel.after(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("thrown by the test");
        });
        wheel.after(Duration.ofSeconds(1), runs::incrementAndGet);
        wheel.after(Duration.ofSeconds(5), runs::incrementAndGet);

        time.pass(Duration.ofSeconds(6));

        assertThat(runs).hasValue(2);
    }

    @Test
    void a_task_may_set_the_next_deadline() {
        Runnable again = new Runnable() {
            @Override
            public void run() {
                if (runs.incrementAndGet() < 100) {
                    wheel.after(Duration.ZERO, this);
                }
            }
        };
        wheel.after(Duration.ZERO, again);

        time.pass(TICK.multipliedBy(201));

        assertThat(runs).hasValue(100);
    }

    @Test
    void after_a_standstill_all_that_fell_due_meanwhile_runs() {
        HeldTimer held = new HeldTimer();
        TimerWheel stalled = new TimerWheel(held, time, TICK);
        for (int i = 0; i < 5000; i++) {
            stalled.after(TICK.multipliedBy(i), runs::incrementAndGet);
        }

        time.pass(TICK.multipliedBy(5000));
        held.run();

        assertThat(runs).hasValue(5000);
        assertThat(stalled.waiting()).isZero();
    }

    @Test
    void a_wheel_whose_timer_has_lost_its_task_turns_again_with_the_next_deadline() {
        HeldTimer forgetful = new HeldTimer();
        TimerWheel wheel = new TimerWheel(forgetful, time, TICK);
        wheel.after(TICK, runs::incrementAndGet);
        forgetful.tasks.clear();
        time.pass(Duration.ofMinutes(1));

        wheel.after(TICK, runs::incrementAndGet);
        time.pass(TICK.multipliedBy(2));
        forgetful.run();

        assertThat(runs).hasValue(2);
        assertThat(forgetful.tasks).as("at rest").isEmpty();
    }

    @Test
    void a_task_that_was_thought_to_be_lost_makes_no_second_chain() {
        HeldTimer slow = new HeldTimer();
        TimerWheel wheel = new TimerWheel(slow, time, TICK);
        wheel.after(Duration.ofHours(1), runs::incrementAndGet);
        List<Runnable> first = List.copyOf(slow.tasks);
        time.pass(Duration.ofMinutes(1));
        wheel.after(Duration.ofHours(1), runs::incrementAndGet);

        first.forEach(Runnable::run);
        slow.run();

        assertThat(slow.tasks).as("one chain").hasSize(1);
    }

    @RepeatedTest(100)
    void deadlines_set_and_called_off_while_the_wheel_turns_run_once_or_never() throws InterruptedException {
        RunningTimer running = new RunningTimer();
        TimerWheel turning = new TimerWheel(running, InstantSource.system(), Duration.ofNanos(100_000));
        CountDownLatch start = new CountDownLatch(1);
        int threads = 4;
        int each = 500;
        CountDownLatch allRan = new CountDownLatch(threads * each / 2);
        List<Thread> setters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Random random = new Random(t);
            setters.add(new Thread(() -> {
                awaitOpen(start);
                for (int i = 0; i < each / 2; i++) {
                    turning.after(Duration.ofNanos(random.nextInt(2_000_000)), allRan::countDown);
                    turning.after(Duration.ofHours(1), runs::incrementAndGet).cancel();
                }
            }));
        }
        setters.forEach(Thread::start);
        start.countDown();
        for (Thread setter : setters) {
            setter.join();
        }

        assertThat(allRan.await(20, TimeUnit.SECONDS)).isTrue();
        running.stop();

        assertThat(runs).hasValue(0);
        assertThat(turning.waiting()).isZero();
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A timer that has stopped, and then goes on. */
    private static final class HeldTimer implements Timer {

        private final List<Runnable> tasks = new ArrayList<>();

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        void run() {
            List<Runnable> held = List.copyOf(tasks);
            tasks.clear();
            held.forEach(Runnable::run);
        }
    }

    /** A thread that runs each task at once. */
    private static final class RunningTimer implements Timer {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            thread.execute(task);
            return () -> {};
        }

        void stop() throws InterruptedException {
            thread.shutdown();
            assertThat(thread.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
