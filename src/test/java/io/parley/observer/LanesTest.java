package io.parley.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {

    private static final String HALL = "hall";
    private static final String YARD = "yard";
    private static final int BOUND = 800;
    private static final int BOUND_OF_LANE = 200;
    private static final int BOUND_OF_TOLD = 700;

    private final ByHand executor = new ByHand();
    private final Backlog backlog = new Backlog(BOUND);
    private final Lanes<String> lanes = new Lanes<>(backlog, executor);
    private final List<String> heard = new ArrayList<>();

    @Test
    void a_key_is_told_of_in_order_and_not_on_the_thread_that_tells() {
        IntStream.rangeClosed(1, 3).forEach(i -> tell(HALL, i));
        assertThat(heard).isEmpty();

        executor.runAll();

        assertThat(heard).containsExactly("hall 1", "hall 2", "hall 3");
    }

    @Test
    void each_key_has_a_task_of_its_own_and_only_one() {
        tell(HALL, 1);
        tell(YARD, 1);
        tell(HALL, 2);

        assertThat(executor.tasks).hasSize(2);
        executor.runLast();
        assertThat(heard).containsExactly("yard 1");
        executor.runLast();
        assertThat(heard).containsExactly("yard 1", "hall 1", "hall 2");
    }

    @Test
    void what_happens_while_an_observer_runs_follows_in_order() {
        lanes.tell(HALL, () -> tell(HALL, 3));
        tell(HALL, 2);

        executor.runAll();

        assertThat(heard).containsExactly("hall 2", "hall 3");
    }

    @Test
    void a_busy_key_lets_others_have_its_thread_now_and_then() {
        IntStream.rangeClosed(1, BOUND_OF_LANE).forEach(i -> tell(HALL, i));
        tell(YARD, 1);

        executor.runAll();

        assertThat(heard).hasSize(BOUND_OF_LANE + 1);
        assertThat(heard.indexOf("yard 1")).isEqualTo(64);
    }

    @Test
    void over_its_share_of_the_bound_a_lanes_newest_are_lost_and_counted_until_there_is_place() {
        IntStream.rangeClosed(1, BOUND_OF_LANE + 3).forEach(i -> tell(HALL, i));
        tell(YARD, 1);

        assertThat(backlog.lost()).isEqualTo(3);
        executor.runAll();
        assertThat(heard).hasSize(BOUND_OF_LANE + 1).contains("hall " + BOUND_OF_LANE, "yard 1");

        tell(HALL, 999);
        executor.runAll();
        assertThat(heard).endsWith("hall 999");
        assertThat(backlog.lost()).isEqualTo(3);
        assertThat(backlog.waiting()).isZero();
    }

    @Test
    void what_is_only_told_leaves_place_for_lives_that_begin() {
        IntStream.range(0, BOUND).forEach(i -> tell("room" + i % 10, i));

        assertThat(backlog.waiting()).isEqualTo(BOUND_OF_TOLD);
        assertThat(lanes.begin(HALL, () -> heard.add("hall begins"))).isTrue();
    }

    @Test
    void the_bound_is_one_for_all_lanes_of_a_backlog() {
        Lanes<Integer> others = new Lanes<>(backlog, executor);
        fill(BOUND);

        assertThat(others.begin(7, () -> heard.add("7"))).isFalse();
        assertThat(backlog.lost()).isEqualTo(1);
    }

    @Test
    void a_life_that_was_told_of_is_told_of_to_its_end_whatever_waits() {
        assertThat(lanes.begin(HALL, () -> heard.add("hall begins"))).isTrue();
        fill(BOUND - 1);
        tell(HALL, 1);
        lanes.tellSurely(HALL, () -> heard.add("hall is known"));
        assertThat(lanes.end(HALL, () -> heard.add("hall ends"))).isTrue();
        assertThat(backlog.waiting()).isEqualTo(BOUND + 2);

        executor.runAll();

        assertThat(heard).containsExactly("hall begins", "hall is known", "hall ends");
        assertThat(backlog.lost()).isEqualTo(1);
        assertThat(backlog.waiting()).isZero();
    }

    @Test
    void a_life_whose_beginning_was_lost_is_not_told_of_even_when_there_is_place_again() {
        fill(BOUND);
        assertThat(lanes.begin(HALL, () -> heard.add("hall begins"))).isFalse();
        executor.runAll();

        lanes.tellSurely(HALL, () -> heard.add("hall is known"));
        assertThat(lanes.end(HALL, () -> heard.add("hall ends"))).isFalse();
        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(backlog.lost()).isEqualTo(3);
    }

    @Test
    void lives_of_one_key_follow_each_other_in_one_lane() {
        for (int life = 1; life <= 2; life++) {
            String name = "life " + life;
            lanes.begin(HALL, () -> heard.add(name + " begins"));
            tell(HALL, life);
            lanes.end(HALL, () -> heard.add(name + " ends"));
        }
        assertThat(executor.tasks).hasSize(1);

        executor.runAll();

        assertThat(heard)
                .containsExactly("life 1 begins", "hall 1", "life 1 ends", "life 2 begins", "hall 2", "life 2 ends");
    }

    @Test
    void a_life_that_was_lost_does_not_lend_its_end_to_the_one_before() {
        lanes.begin(HALL, () -> heard.add("first begins"));
        lanes.end(HALL, () -> heard.add("first ends"));
        fill(BOUND - 2);
        lanes.begin(HALL, () -> heard.add("second begins"));
        lanes.end(HALL, () -> heard.add("second ends"));

        executor.runAll();

        assertThat(heard).containsExactly("first begins", "first ends");
    }

    @Test
    void what_always_runs_runs_behind_all_that_waits_in_a_life_or_not() {
        IntStream.rangeClosed(1, BOUND_OF_LANE).forEach(i -> tell(HALL, i));
        lanes.always(HALL, () -> heard.add("at last"));

        executor.runAll();

        assertThat(heard).hasSize(BOUND_OF_LANE + 1).endsWith("at last");
        assertThat(backlog.lost()).isZero();
    }

    @Test
    void nothing_is_left_of_a_key_when_its_life_is_over_and_told() {
        lanes.begin(HALL, () -> {});
        tell(HALL, 1);
        executor.runAll();
        assertThat(lanes.size()).isEqualTo(1);

        lanes.end(HALL, () -> {});
        executor.runAll();
        tell(YARD, 1);
        lanes.tellSurely("nobody", () -> {});
        executor.runAll();

        assertThat(lanes.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, StackOverflowError.class})
    void an_observer_that_throws_ends_nothing(Class<? extends Throwable> failure) {
        lanes.begin(HALL, () -> throwIt(failure));
        tell(HALL, 2);
        executor.runAll();
        lanes.end(HALL, () -> heard.add("hall ends"));
        executor.runAll();

        assertThat(heard).containsExactly("hall 2", "hall ends");
        assertThat(backlog.lost()).isZero();
    }

    @Test
    void what_the_executor_refuses_waits_until_something_is_told_of_anybody() {
        executor.refusing = true;
        lanes.begin(HALL, () -> heard.add("hall begins"));
        lanes.end(HALL, () -> heard.add("hall ends"));
        tell(YARD, 1);
        executor.runAll();
        assertThat(heard).isEmpty();
        assertThat(backlog.lost()).isZero();

        executor.refusing = false;
        tell(YARD, 2);
        executor.runAll();

        assertThat(heard).containsExactlyInAnyOrder("hall begins", "hall ends", "yard 1", "yard 2");
        assertThat(lanes.size()).isZero();
    }

    @Test
    void an_executor_that_refuses_amid_a_lanes_work_takes_no_place_away() {
        lanes.tell(HALL, () -> executor.refusing = true);
        IntStream.rangeClosed(2, BOUND_OF_LANE).forEach(i -> tell(HALL, i));
        executor.runAll();
        assertThat(heard).hasSizeLessThan(BOUND_OF_LANE - 1);
        assertThat(backlog.waiting()).isPositive();

        executor.refusing = false;
        tell(YARD, 1);
        executor.runAll();

        assertThat(heard).hasSize(BOUND_OF_LANE);
        assertThat(backlog.waiting()).isZero();
    }

    @Test
    void once_stopped_nothing_runs_any_more() {
        lanes.begin(HALL, () -> heard.add("hall begins"));
        lanes.stop();
        lanes.end(HALL, () -> heard.add("hall ends"));
        tell(YARD, 1);

        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(lanes.size()).isZero();
    }

    @RepeatedTest(20)
    void on_many_threads_each_key_keeps_its_order_and_loses_nothing() throws InterruptedException {
        int each = 500;
        Map<String, List<Long>> byKey = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(2 * each);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Lanes<String> concurrent = new Lanes<>(new Backlog(4 * each), threads);
            for (String key : List.of(HALL, YARD)) {
                threads.execute(() -> LongStream.rangeClosed(1, each)
                        .forEach(i -> concurrent.tell(key, () -> {
                            // Not synchronized: one at a time, and each sees what the one before did
                            byKey.computeIfAbsent(key, room -> new ArrayList<>())
                                    .add(i);
                            all.countDown();
                        })));
            }
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }

        List<Long> inOrder = LongStream.rangeClosed(1, each).boxed().toList();
        assertThat(byKey).isEqualTo(Map.of(HALL, inOrder, YARD, inOrder));
    }

    @RepeatedTest(20)
    void on_many_threads_with_too_little_place_every_beginning_has_its_end() throws InterruptedException {
        int tellers = 3;
        int lives = 300;
        Map<String, List<String>> told = new ConcurrentHashMap<>();
        ExecutorService observers = Executors.newFixedThreadPool(2);
        ExecutorService telling = Executors.newFixedThreadPool(tellers);
        Lanes<String> concurrent = new Lanes<>(new Backlog(10), observers);
        for (int teller = 0; teller < tellers; teller++) {
            String prefix = "teller " + teller + " life ";
            telling.execute(() -> IntStream.range(0, lives).forEach(life -> {
                List<String> of = told.computeIfAbsent(prefix + life, key -> new ArrayList<>());
                concurrent.begin(prefix + life, () -> of.add("begins"));
                concurrent.end(prefix + life, () -> of.add("ends"));
            }));
        }
        telling.shutdown();
        assertThat(telling.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        CountDownLatch last = new CountDownLatch(1);
        concurrent.always("last", last::countDown);
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
        observers.shutdown();
        assertThat(observers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(told).hasSize(tellers * lives);
        assertThat(told.values()).allMatch(of -> of.isEmpty() || of.equals(List.of("begins", "ends")));
        assertThat(told.values()).anyMatch(of -> !of.isEmpty());
    }

    private void fill(int count) {
        IntStream.range(0, count)
                .forEach(i -> assertThat(lanes.begin("life" + i, () -> {})).isTrue());
    }

    private void tell(String key, int number) {
        lanes.tell(key, () -> heard.add(key + " " + number));
    }

    private static void throwIt(Class<? extends Throwable> failure) {
        if (failure == IllegalStateException.class) {
            throw new IllegalStateException("thrown on purpose");
        }
        throw failure == AssertionError.class
                ? new AssertionError("thrown on purpose")
                : new StackOverflowError("thrown on purpose");
    }
}
