package io.parley.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagedTimerTest {

    private static final Duration FAR = Duration.ofHours(1);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final ManagedTimer timer = new ManagedTimer(CompletableFuture.completedFuture(executor), Runnable::run);

    ManagedTimerTest() {
        executor.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stopExecutor() {
        executor.shutdownNow();
    }

    @Test
    void a_task_runs_and_what_it_throws_stops_nobody() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);

        timer.after(Duration.ZERO, () -> {
            throw new IllegalStateException("thrown by the test");
        });
        timer.after(Duration.ZERO, ran::countDown);

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_is_asked_for_before_the_executor_is_there_waits_for_it_unless_called_off() throws InterruptedException {
        BlockingQueue<String> ran = new LinkedBlockingQueue<>();
        CompletableFuture<ScheduledThreadPoolExecutor> started = new CompletableFuture<>();
        ManagedTimer early = new ManagedTimer(started, Runnable::run);

        early.after(Duration.ZERO, () -> ran.add("called off")).cancel();
        early.after(Duration.ZERO, () -> ran.add("early"));
        started.complete(executor);
        early.after(Duration.ZERO, () -> ran.add("later"));

        assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo("early");
        assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo("later");
        assertThat(executor.getQueue()).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void a_task_runs_within_the_given_context() throws InterruptedException {
        BlockingQueue<String> steps = new LinkedBlockingQueue<>();
        ManagedTimer within = new ManagedTimer(CompletableFuture.completedFuture(executor), task -> {
            steps.add("context begins");
            task.run();
            steps.add("context ends");
        });

        within.after(Duration.ZERO, () -> steps.add("task"));

        for (String step : List.of("context begins", "task", "context ends")) {
            assertThat(steps.poll(20, TimeUnit.SECONDS)).isEqualTo(step);
        }
    }

    @Test
    void a_task_that_is_called_off_leaves_nothing_in_the_executor() {
        Timer.Scheduled task = timer.after(FAR, () -> {});
        assertThat(executor.getQueue()).hasSize(1);

        task.cancel();

        assertThat(executor.getQueue()).isEmpty();
    }

    @Test
    void a_stopped_timer_leaves_nothing_in_the_executor_and_takes_nothing() {
        timer.after(FAR, () -> {});
        timer.after(FAR, () -> {});

        timer.stop();
        timer.after(FAR, () -> {});

        assertThat(executor.getQueue()).isEmpty();
    }

    @Test
    void an_executor_that_has_stopped_is_no_error() {
        executor.shutdownNow();

        timer.after(Duration.ZERO, () -> {}).cancel();

        assertThat(executor.getQueue()).isEmpty();
    }
}
