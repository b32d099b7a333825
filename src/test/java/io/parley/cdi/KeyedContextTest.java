package io.parley.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.scope.RoomScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class KeyedContextTest {

    private static final int PATIENCE_SECONDS = 30;

    private final KeyedContext<String, String> context = new KeyedContext<>(RoomScoped.class);
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Bean poll = new Bean("poll");
    private final Bean auction = new Bean("auction");

    @Test
    void nothing_is_active_outside_of_a_call() {
        context.begin("tea", "the tea room");

        assertThat(context.isActive()).isFalse();
        assertThatExceptionOfType(ContextNotActiveException.class)
                .isThrownBy(() -> context.get(poll, new Creation()))
                .withMessageContaining("@RoomScoped");
        assertThatExceptionOfType(ContextNotActiveException.class).isThrownBy(() -> context.get(poll));
        assertThatExceptionOfType(ContextNotActiveException.class).isThrownBy(() -> context.destroy(poll));
    }

    @Test
    void nothing_is_active_in_a_call_for_a_life_that_has_not_begun_and_no_store_is_made_by_it() {
        context.run("tea", () -> {
            assertThat(context.isActive()).isFalse();
            assertThatExceptionOfType(ContextNotActiveException.class)
                    .isThrownBy(() -> context.get(poll, new Creation()));
        });

        assertThat(context.size()).isZero();
    }

    @Test
    void a_life_that_begins_within_a_call_is_active_from_then_on() {
        context.run("tea", () -> {
            context.begin("tea", "the tea room");
            assertThat(context.isActive()).isTrue();
            assertThat(context.subject()).isEqualTo("the tea room");
        });
    }

    @Test
    void one_life_has_one_instance_and_another_life_another() {
        context.begin("tea", "the tea room");
        context.begin("hall", "the hall");

        Object first = in("tea", () -> context.get(poll, new Creation()));
        assertThat(in("tea", () -> context.get(poll, new Creation()))).isSameAs(first);
        assertThat(in("tea", () -> context.get(poll))).isSameAs(first);
        assertThat(in("tea", () -> context.get(auction))).isNull();
        assertThat(in("hall", () -> context.get(poll))).isNull();
        assertThat(in("hall", () -> context.get(poll, new Creation()))).isNotSameAs(first);
    }

    @Test
    void calls_nest_and_the_inner_one_counts_until_it_returns_or_throws() {
        context.begin("tea", "the tea room");
        context.begin("hall", "the hall");

        context.run("tea", () -> {
            context.run("hall", () -> assertThat(context.subject()).isEqualTo("the hall"));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> context.run("ended", () -> {
                        assertThat(context.isActive()).isFalse();
                        throw new IllegalStateException("on purpose");
                    }));
            assertThat(context.subject()).isEqualTo("the tea room");
        });
        assertThat(context.isActive()).isFalse();
    }

    @Test
    void what_was_made_in_a_life_is_destroyed_once_with_it_the_newest_first() {
        context.begin("tea", "the tea room");
        context.run("tea", () -> {
            context.get(poll, new Creation());
            context.get(auction, new Creation());
        });

        context.end("tea");
        context.end("tea");
        context.stop();

        assertThat(log).containsExactly("made poll 1", "made auction 1", "destroyed auction 1", "destroyed poll 1");
        assertThat(context.size()).isZero();
        context.run("tea", () -> assertThat(context.isActive()).isFalse());
    }

    @Test
    void the_next_life_of_a_key_has_instances_of_its_own() {
        for (int life = 1; life <= 2; life++) {
            context.begin("tea", "the tea room");
            context.run("tea", () -> context.get(poll, new Creation()));
            context.end("tea");
        }

        assertThat(log).containsExactly("made poll 1", "destroyed poll 1", "made poll 2", "destroyed poll 2");
    }

    @Test
    void a_bean_that_cannot_be_destroyed_leaves_the_others_alone() {
        context.begin("tea", "the tea room");
        auction.whenDestroyed = () -> {
            throw new IllegalStateException("on purpose");
        };
        context.run("tea", () -> {
            context.get(poll, new Creation());
            context.get(auction, new Creation());
        });

        context.end("tea");

        assertThat(log).endsWith("destroyed auction 1", "destroyed poll 1");
        assertThat(context.size()).isZero();
    }

    @Test
    void at_its_end_a_bean_may_use_others_and_what_it_makes_is_destroyed_too() {
        context.begin("tea", "the tea room");
        Bean late = new Bean("late");
        poll.whenDestroyed = () -> {
            log.add("found " + context.get(auction));
            log.add("got " + context.get(late, new Creation()) + " of " + context.subject());
        };
        context.run("tea", () -> {
            context.get(poll, new Creation());
            context.get(auction, new Creation());
        });
        log.clear();

        context.end("tea");

        assertThat(log)
                .containsExactly(
                        "destroyed auction 1",
                        "destroyed poll 1",
                        "found auction 1",
                        "made late 1",
                        "got late 1 of the tea room",
                        "destroyed late 1");
    }

    @Test
    void an_instance_can_be_destroyed_before_its_life_ends() {
        context.begin("tea", "the tea room");
        context.run("tea", () -> {
            context.get(poll, new Creation());
            context.destroy(poll);
            context.destroy(poll);
            assertThat(context.get(poll)).isNull();
            context.get(poll, new Creation());
        });
        context.end("tea");

        assertThat(log).containsExactly("made poll 1", "destroyed poll 1", "made poll 2", "destroyed poll 2");
    }

    @Test
    void a_bean_that_cannot_be_made_is_tried_again() {
        context.begin("tea", "the tea room");
        poll.whenMade = () -> {
            throw new IllegalStateException("on purpose");
        };
        context.run("tea", () -> {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> context.get(poll, new Creation()));
            poll.whenMade = () -> {};
            assertThat(context.get(poll, new Creation())).isNotNull();
        });
    }

    @Test
    void all_lives_end_with_the_application_and_no_more_begin() {
        for (String room : List.of("tea", "hall")) {
            context.begin(room, room);
            context.run(room, () -> context.get(poll, new Creation()));
        }

        context.stop();
        context.begin("late", "late");

        assertThat(log).containsExactlyInAnyOrder("made poll 1", "made poll 2", "destroyed poll 1", "destroyed poll 2");
        assertThat(context.size()).isZero();
    }

    @Test
    void while_a_life_ends_nothing_is_active_for_it_on_another_thread() throws Exception {
        context.begin("tea", "the tea room");
        context.run("tea", () -> context.get(poll, new Creation()));
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        poll.whenDestroyed = () -> {
            ending.countDown();
            await(looked);
        };
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> end = threads.submit(() -> context.end("tea"));
            await(ending);
            context.run("tea", () -> assertThat(context.isActive()).isFalse());
            looked.countDown();
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            looked.countDown();
            threads.shutdownNow();
        }
    }

    @RepeatedTest(100)
    void threads_that_ask_for_the_same_bean_at_once_get_the_same_instance() throws Exception {
        context.begin("tea", "the tea room");

        List<Object> got = together(() -> in("tea", () -> context.get(poll, new Creation())), 4);

        assertThat(got).hasSize(4).allMatch(instance -> instance == got.get(0));
        assertThat(log).containsExactly("made poll 1");
    }

    @RepeatedTest(100)
    void whoever_asks_while_the_life_ends_gets_an_instance_that_is_destroyed_or_none() throws Exception {
        context.begin("tea", "the tea room");

        together(
                () -> {
                    try {
                        return in("tea", () -> context.get(poll, new Creation()));
                    } catch (ContextNotActiveException e) {
                        context.end("tea");
                        return "none";
                    } finally {
                        context.end("tea");
                    }
                },
                3);

        assertThat(log.stream().filter(line -> line.startsWith("made")))
                .hasSameSizeAs(log.stream()
                        .filter(line -> line.startsWith("destroyed"))
                        .toList());
        assertThat(context.size()).isZero();
    }

    private <T> T in(String key, Supplier<T> call) {
        List<T> result = new ArrayList<>();
        context.run(key, () -> result.add(call.get()));
        return result.get(0);
    }

    private static List<Object> together(Supplier<Object> task, int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Object>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return task.get();
                }));
            }
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : futures) {
                results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes words, numbered, and keeps a log of them. */
    private final class Bean implements Contextual<Object> {

        private final String name;
        private int made;
        private Runnable whenMade = () -> {};
        private Runnable whenDestroyed = () -> {};

        Bean(String name) {
            this.name = name;
        }

        @Override
        public Object create(CreationalContext<Object> creation) {
            whenMade.run();
            made++;
            String instance = name + " " + made;
            log.add("made " + instance);
            return instance;
        }

        @Override
        public void destroy(Object instance, CreationalContext<Object> creation) {
            log.add("destroyed " + instance);
            whenDestroyed.run();
        }
    }

    private static final class Creation implements CreationalContext<Object> {
        @Override
        public void push(Object incomplete) {}

        @Override
        public void release() {}
    }
}
