package io.parley.container.tyrus;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scheduler that is spared what is due at once, and gets all else. */
class IdleTimersTest {

    private final Counting scheduler = new Counting();
    private final IdleTimers timers = new IdleTimers();

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void what_is_due_at_once_is_over_already() throws Exception {
        ScheduledExecutorService spared = spared();

        ScheduledFuture<?> first = spared.schedule(() -> fail("taken"), 0, MILLISECONDS);
        ScheduledFuture<?> second = spared.schedule(() -> fail("taken"), -1, MILLISECONDS);

        assertThat(first.get()).isNull();
        assertThat(second.cancel(true)).isFalse();
        assertThat(scheduler.delays).isEmpty();
    }

    @Test
    void a_timeout_and_a_beat_are_the_schedulers() throws Exception {
        ScheduledExecutorService spared = spared();

        assertThat(spared.schedule(() -> {}, 1, MILLISECONDS).get()).isNull();
        spared.scheduleAtFixedRate(() -> {}, 0, 1000, MILLISECONDS).cancel(false);

        assertThat(scheduler.delays).containsExactly(1L, 0L);
    }

    @Test
    void what_the_scheduler_refuses_is_refused() {
        ScheduledExecutorService spared = spared();
        scheduler.shutdown();

        assertThatThrownBy(() -> spared.schedule(() -> {}, 1, MILLISECONDS))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void it_is_done_once() {
        Tyrus tyrus = new Tyrus(scheduler);
        timers.spare(tyrus);
        ScheduledExecutorService first = tyrus.scheduler();
        timers.spare(tyrus);

        assertThat(tyrus.scheduler()).isSameAs(first).isNotSameAs(scheduler);
    }

    @Test
    void a_server_that_is_not_known_is_left_as_it_is() {
        timers.spare(null);
        timers.spare("another server's");
        Tyrus none = new Tyrus(null);
        new IdleTimers().spare(none);

        assertThat(none.scheduler()).isNull();
    }

    private ScheduledExecutorService spared() {
        Tyrus tyrus = new Tyrus(scheduler);
        timers.spare(tyrus);
        scheduler.delays.clear();
        return Objects.requireNonNull(tyrus.scheduler());
    }

    /** As Tyrus is made: a server's class above which is the one that keeps the scheduler. */
    private static final class Tyrus extends BaseContainer {

        Tyrus(@Nullable ScheduledExecutorService scheduler) {
            super(scheduler);
        }
    }

    private abstract static class BaseContainer {

        private final @Nullable ScheduledExecutorService managedScheduledExecutorService;

        BaseContainer(@Nullable ScheduledExecutorService scheduler) {
            managedScheduledExecutorService = scheduler;
        }

        @Nullable
        ScheduledExecutorService scheduler() {
            return managedScheduledExecutorService;
        }
    }

    /** Notes what it is given. */
    private static final class Counting extends ScheduledThreadPoolExecutor {

        private final List<Long> delays = new ArrayList<>();

        Counting() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            delays.add(delay);
            return super.schedule(command, delay, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
            delays.add(delay);
            return super.scheduleAtFixedRate(command, delay, period, unit);
        }
    }
}
